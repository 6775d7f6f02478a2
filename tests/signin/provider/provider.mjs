// A real OpenID provider on loopback, for tests. Port: the first argument, or any free one. Settings:
// the environment, as tests/signin/provider.py gives it. Says one line of JSON on stdout when it
// listens, and ends when stdin does.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const { env } = process;
const seconds = (name) => Number(env[name]);
const accounts = JSON.parse(env.ACCOUNTS);
const hostSecret = randomBytes(24).toString('hex');
const cookieKeys = [randomBytes(24).toString('hex')];

// The library's hints to change its defaults go to stdout, which is ours. node 20 does, though the
// library says that it does not support it.
console.info = () => {};
const warn = console.warn;
console.warn = (...words) => {
  if (!String(words[0]).includes('Unsupported runtime')) warn(...words);
};
const { Provider } = await import('oidc-provider');
const { createMemoryAdapter } = await import('oidc-provider/lib/adapters/memory_adapter.js');
const adapter = createMemoryAdapter(); // one for all the keys that come, so that sessions stay

let made = 0;
function newKeys() {
  made += 1;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  return [['RS256', rsa], ['ES256', ec]].map(([alg, key]) => (
    { ...key.export({ format: 'jwk' }), alg, use: 'sig', kid: `${alg}-${made}` }
  ));
}

function makeProvider(issuer, keys) {
  const provider = new Provider(issuer, {
    adapter,
    jwks: { keys },
    // Off as the library comes: GET alone. Its price is a session cookie that other sites' POSTs carry.
    enableHttpPostMethods: env.POST_METHODS === '1',
    cookies: {
      keys: cookieKeys,
      long: { httpOnly: true, sameSite: env.POST_METHODS === '1' ? 'none' : 'lax' },
    },
    clients: [
      {
        client_id: 'samsyn',
        application_type: 'native', // any port of a loopback address, signing in and out
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/samsyn'],
        post_logout_redirect_uris: ['http://127.0.0.1/samsyn/signed-out'],
        id_token_signed_response_alg: env.ID_TOKEN_ALG,
      },
      {
        client_id: 'host', // asks what an access token is worth
        client_secret: hostSecret,
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: [],
        response_types: [],
        redirect_uris: [],
      },
    ],
    findAccount: (_ctx, sub) => accounts[sub] && ({
      accountId: sub,
      claims: () => ({ ...accounts[sub], sub }),
    }),
    scopes: ['openid', 'offline_access', ...JSON.parse(env.SCOPES)],
    claims: {
      openid: ['sub'],
      profile: ['name', 'employeeHsaId', 'fhirUser'],
      fhirUser: ['fhirUser'],
    },
    conformIdTokenClaims: false, // claims stand in the ID token, not at userinfo only
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ...(env.ALWAYS_REFRESH === '1' && {
      issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    }),
    ttl: {
      AccessToken: seconds('ACCESS_TTL'),
      AuthorizationCode: 60,
      Grant: 86400,
      IdToken: seconds('ID_TTL'),
      Interaction: 600,
      RefreshToken: seconds('REFRESH_TTL'),
      Session: 86400,
    },
    features: {
      devInteractions: { enabled: false },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => (
          client.clientId === 'host' || client.clientId === token.clientId
        ),
      },
      resourceIndicators: { enabled: false }, // `resource` and `aud` are not looked at
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      userinfo: { enabled: true },
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  });
  provider.on('server_error', (_ctx, error) => console.error(error));
  return provider;
}

function show(res, status, title, body) {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  res.end(`<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>
${body}</body></html>`);
}

const form = (uid, name, inputs, button) => `<form method="post" id="${name}"
action="/interaction/${uid}/${name}">${inputs}<button type="submit">${button}</button></form>`;

function showLogin(res, uid, refusal) {
  const inputs = '<input name="login"><input name="password" type="password">';
  show(res, refusal ? 401 : 200, 'Sign in', (refusal ? `<p class="refusal">${refusal}</p>` : '')
    + form(uid, 'login', inputs, 'Sign in') + form(uid, 'cancel', '', 'Cancel'));
}

async function posted(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

async function consent(provider, { grantId, session, params, prompt }) {
  const { accountId } = session;
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId, clientId: params.client_id });
  const { missingOIDCScope, missingOIDCClaims } = prompt.details;
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) grant.addOIDCClaims(missingOIDCClaims);
  return { consent: { grantId: await grant.save() } };
}

async function interact(provider, req, res) {
  const interaction = await provider.interactionDetails(req, res);
  const { uid, prompt } = interaction;
  const step = `${req.method} ${req.url.split('/')[3] ?? ''}`;
  const finish = (result) => provider.interactionFinished(req, res, result);
  if (step === 'GET ' && prompt.name === 'login') {
    showLogin(res, uid);
  } else if (step === 'GET ') {
    const { scope } = interaction.params;
    show(res, 200, 'Consent', `<p>${scope.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`
      + form(uid, 'consent', '', 'Allow') + form(uid, 'cancel', '', 'Cancel'));
  } else if (step === 'POST login' && prompt.name === 'login') {
    const fields = await posted(req);
    const login = fields.get('login') ?? '';
    if (Object.hasOwn(accounts, login) && fields.get('password')) {
      await finish({ login: { accountId: login } });
    } else {
      showLogin(res, uid, 'Wrong login name or password.');
    }
  } else if (step === 'POST consent' && prompt.name === 'consent') {
    await finish(await consent(provider, interaction));
  } else if (step === 'POST cancel') {
    await finish({ error: 'access_denied', error_description: 'End-User aborted interaction' });
  } else {
    show(res, 404, 'Not found', '');
  }
}

let issuer;
let keys = newKeys();
let provider;
let answer;

function takeKeys() {
  provider = makeProvider(issuer, keys);
  answer = provider.callback();
}

const server = createServer(async (req, res) => {
  try {
    if (req.url === '/test/rotate-keys' && req.method === 'POST') {
      keys = [...newKeys(), ...keys]; // the first one signs, the old ones verify what is out there
      takeKeys();
      res.writeHead(204).end();
    } else if (req.url.startsWith('/interaction/')) {
      await interact(provider, req, res);
    } else {
      await answer(req, res);
    }
  } catch (error) {
    show(res, error.statusCode ?? 500, 'Error', `<p>${error.name}</p>`);
    if (!error.statusCode) console.error(error);
  }
});

server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  takeKeys();
  console.log(JSON.stringify({ issuer, host_secret: hostSecret }));
});
process.stdin.on('end', () => process.exit(0)).resume();
