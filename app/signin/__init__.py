"""The sign-in at the hospital's identity provider: OpenID Connect, in the system's browser.

Authorization code with PKCE (RFC 7636) and a redirect to this very machine (RFC 8252). What it
gives lives in memory and nowhere else: the access token that the host is asked with, and who holds
it. Start at `app.signin.session`.
"""
