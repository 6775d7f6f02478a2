<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
<context>
    <name>Pages</name>
    <message>
        <source>Multidisciplinary conference</source>
        <translation>Multidisciplinär konferens</translation>
    </message>
    <message>
        <source>The conference is over. Thank you.</source>
        <translation>Konferensen är slut. Tack!</translation>
    </message>
    <message>
        <source>1 patient</source>
        <translation>1 patient</translation>
    </message>
    <message>
        <source>%2 patients</source>
        <translation>%2 patienter</translation>
    </message>
    <message>
        <source>Patient %1 of %2</source>
        <translation>Patient %1 av %2</translation>
    </message>
    <message>
        <source>Nobody is confirmed yet</source>
        <translation>Ingen är bekräftad ännu</translation>
    </message>
    <message>
        <source>1 person confirmed</source>
        <translation>1 person bekräftad</translation>
    </message>
    <message>
        <source>%1 people confirmed</source>
        <translation>%1 personer bekräftade</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Proposed plan</source>
        <translation>Förslag till plan</translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation>Behandlingsrekommendation</translation>
    </message>
    <message>
        <source>Proposed recommendation</source>
        <translation>Förslag till behandlingsrekommendation</translation>
    </message>
    <message>
        <source>Curative intention</source>
        <translation>Kurativ intention</translation>
    </message>
    <message>
        <source>Converting intention</source>
        <translation>Konverterande intention</translation>
    </message>
    <message>
        <source>Palliative intention</source>
        <translation>Palliativ intention</translation>
    </message>
    <message>
        <source>Further investigation</source>
        <translation>Fortsatt utredning</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumenterar</translation>
    </message>
    <message>
        <source>Orders and refers</source>
        <translation>Beställer och remitterar</translation>
    </message>
    <message>
        <source>Tells the patient</source>
        <translation>Informerar patienten</translation>
    </message>
    <message>
        <source>nobody named</source>
        <translation>ingen utsedd</translation>
    </message>
    <message>
        <source>yes, reason not given</source>
        <translation>ja, skäl saknas</translation>
    </message>
    <message>
        <source>Departs from the guideline</source>
        <translation>Avsteg från vårdprogram</translation>
    </message>
    <message>
        <source>The patient&apos;s wishes</source>
        <translation>Patientens önskemål</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>Remiss</translation>
    </message>
    <message>
        <source>New conference</source>
        <translation>Ny konferens</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>Insats %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>klart senast %1</translation>
    </message>
    <message>
        <source>Severe</source>
        <translation>Allvarlig</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>Reaktion</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>sedan %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>t.o.m. %1</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>avslutat</translation>
    </message>
    <message>
        <source>The full text is in the record.</source>
        <translation>Hela texten finns i journalen.</translation>
    </message>
    <message>
        <source>samples %1</source>
        <translation>prov %1</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bekräftad</translation>
    </message>
    <message>
        <source>unconfirmed</source>
        <translation>obekräftad</translation>
    </message>
    <message>
        <source>presumed</source>
        <translation>förmodad</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>preliminär</translation>
    </message>
    <message>
        <source>differential</source>
        <translation>differentialdiagnos</translation>
    </message>
    <message>
        <source>refuted</source>
        <translation>avskriven</translation>
    </message>
    <message>
        <source>entered in error</source>
        <translation>felaktigt införd</translation>
    </message>
    <message>
        <source>recurrence</source>
        <translation>recidiv</translation>
    </message>
    <message>
        <source>relapse</source>
        <translation>återfall</translation>
    </message>
    <message>
        <source>inactive</source>
        <translation>inaktiv</translation>
    </message>
    <message>
        <source>in remission</source>
        <translation>i remission</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>avslutad</translation>
    </message>
    <message>
        <source>preliminary</source>
        <translation>preliminärt</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>delsvar</translation>
    </message>
    <message>
        <source>registered, no result yet</source>
        <translation>registrerad, svar saknas</translation>
    </message>
    <message>
        <source>amended</source>
        <translation>ändrat</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>rättat</translation>
    </message>
    <message>
        <source>with addendum</source>
        <translation>med tillägg</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>makulerad</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>pausad</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>utsatt</translation>
    </message>
    <message>
        <source>intended</source>
        <translation>planerad</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>tas inte</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>utkast</translation>
    </message>
    <message>
        <source>status unknown</source>
        <translation>status okänd</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Slutsats</translation>
    </message>
    <message>
        <source>No text in the record</source>
        <translation>Text saknas i journalen</translation>
    </message>
    <message>
        <source>▲ High</source>
        <translation>▲ Högt</translation>
    </message>
    <message>
        <source>▼ Low</source>
        <translation>▼ Lågt</translation>
    </message>
    <message>
        <source>◆ Abnormal</source>
        <translation>◆ Avvikande</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analys</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referens</translation>
    </message>
    <message>
        <source>ref</source>
        <translation>ref</translation>
    </message>
    <message>
        <source>trends %1</source>
        <translation>kurvor %1</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnos</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>Behandling</translation>
    </message>
    <message>
        <source>Imaging</source>
        <translation>Bilddiagnostik</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Övrigt</translation>
    </message>
    <message>
        <source>today</source>
        <translation>idag</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>utan datum</translation>
    </message>
    <message>
        <source>ongoing</source>
        <translation>pågår</translation>
    </message>
    <message>
        <source>Name missing</source>
        <translation>Namn saknas</translation>
    </message>
    <message>
        <source>Personal identity number missing</source>
        <translation>Personnummer saknas</translation>
    </message>
    <message>
        <source>coordination number</source>
        <translation>samordningsnummer</translation>
    </message>
    <message>
        <source>reserve number</source>
        <translation>reservnummer</translation>
    </message>
    <message>
        <source>id</source>
        <translation>id</translation>
    </message>
    <message>
        <source>woman</source>
        <translation>kvinna</translation>
    </message>
    <message>
        <source>girl</source>
        <translation>flicka</translation>
    </message>
    <message>
        <source>man</source>
        <translation>man</translation>
    </message>
    <message>
        <source>boy</source>
        <translation>pojke</translation>
    </message>
    <message>
        <source>other sex</source>
        <translation>annat kön</translation>
    </message>
    <message>
        <source>sex unknown</source>
        <translation>kön okänt</translation>
    </message>
    <message>
        <source>age unknown</source>
        <translation>ålder okänd</translation>
    </message>
    <message>
        <source>%1 month</source>
        <translation>%1 månad</translation>
    </message>
    <message>
        <source>%1 months</source>
        <translation>%1 månader</translation>
    </message>
    <message>
        <source>%1 year</source>
        <translation>%1 år</translation>
    </message>
    <message>
        <source>%1 years</source>
        <translation>%1 år</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>cirka %1</translation>
    </message>
    <message>
        <source>date unknown</source>
        <translation>datum okänt</translation>
    </message>
    <message>
        <source>Deceased %1</source>
        <translation>Avliden %1</translation>
    </message>
    <message>
        <source>Deceased %1, aged %2</source>
        <translation>Avliden %1, blev %2</translation>
    </message>
    <message>
        <source>deceased</source>
        <translation>avliden</translation>
    </message>
    <message>
        <source>born %1</source>
        <translation>född %1</translation>
    </message>
    <message>
        <source>birth year unknown</source>
        <translation>födelseår okänt</translation>
    </message>
    <message>
        <source>Case %1</source>
        <translation>Patientfall %1</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Patientfall</translation>
    </message>
    <message>
        <source>Protected identity – confirmed in the console</source>
        <translation>Skyddade personuppgifter – bekräftas i konsolen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Fråga</translation>
    </message>
    <message>
        <source>… in full under “Question and background”</source>
        <translation>… i sin helhet under ”Frågeställning och bakgrund”</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>ÖVNING</translation>
    </message>
    <message>
        <source>PRACTICE – not clinically reviewed</source>
        <translation>ÖVNING – ej kliniskt granskad</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Sida %1 av %2</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>Hämtat %1</translation>
    </message>
    <message>
        <source>(cont.)</source>
        <translation>(forts.)</translation>
    </message>
    <message>
        <source>Continues on the next page ↓</source>
        <translation>Fortsätter på nästa sida ↓</translation>
    </message>
    <message>
        <source>[… %1 more characters: read them in the record system]</source>
        <translation>[… ytterligare %1 tecken: läs dem i journalsystemet]</translation>
    </message>
    <message>
        <source>1 further entry is outside this overview&apos;s limits</source>
        <translation>Ytterligare 1 uppgift ligger utanför översiktens gränser</translation>
    </message>
    <message>
        <source>%1 further entries are outside this overview&apos;s limits</source>
        <translation>Ytterligare %1 uppgifter ligger utanför översiktens gränser</translation>
    </message>
    <message>
        <source>%1 further entries are not shown: too many for a screen</source>
        <translation>Ytterligare %1 uppgifter visas inte: för många för en skärm</translation>
    </message>
    <message>
        <source>pathology</source>
        <translation>patologi</translation>
    </message>
    <message>
        <source>radiology</source>
        <translation>radiologi</translation>
    </message>
    <message>
        <source>performance status</source>
        <translation>funktionsstatus</translation>
    </message>
    <message>
        <source>comorbidity</source>
        <translation>samsjuklighet</translation>
    </message>
    <message>
        <source>social situation</source>
        <translation>social situation</translation>
    </message>
    <message>
        <source>the patient&apos;s own wishes</source>
        <translation>patientens egna önskemål</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Utvald</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Ny</translation>
    </message>
    <message>
        <source>New since the conference %1</source>
        <translation>Nytt sedan konferensen %1</translation>
    </message>
    <message>
        <source>Nothing new since the conference %1</source>
        <translation>Inget nytt sedan konferensen %1</translation>
    </message>
    <message>
        <source>None known</source>
        <translation>Inga kända</translation>
    </message>
    <message>
        <source>Not documented</source>
        <translation>Inte dokumenterat</translation>
    </message>
    <message>
        <source>No source has an entry. That does not mean that there is nothing.</source>
        <translation>Ingen källa har någon uppgift. Det betyder inte att inget finns.</translation>
    </message>
    <message>
        <source>Could not be fetched</source>
        <translation>Kunde inte hämtas</translation>
    </message>
    <message>
        <source>Being fetched …</source>
        <translation>Hämtas …</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Ofullständigt</translation>
    </message>
    <message>
        <source>More is being fetched …</source>
        <translation>Mer hämtas …</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: nothing found %2</source>
        <translation>%1: inget hittat %2</translation>
    </message>
    <message>
        <source>%1: being fetched …</source>
        <translation>%1: hämtas …</translation>
    </message>
    <message>
        <source>%1: could not be fetched %2</source>
        <translation>%1: kunde inte hämtas %2</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>ingen förbindelse</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>inget svar i tid</translation>
    </message>
    <message>
        <source>access denied</source>
        <translation>åtkomst nekad</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>finns inte där</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Not for diagnosis</source>
        <translation>Ej för diagnostik</translation>
    </message>
    <message>
        <source>The picture is covered</source>
        <translation>Bilden är täckt</translation>
    </message>
    <message>
        <source>The film is covered</source>
        <translation>Filmen är täckt</translation>
    </message>
    <message>
        <source>The document is covered</source>
        <translation>Dokumentet är täckt</translation>
    </message>
    <message>
        <source>Played from the console</source>
        <translation>Spelas från konsolen</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>sida %1 av %2</translation>
    </message>
    <message>
        <source>part %1 of %2</source>
        <translation>del %1 av %2</translation>
    </message>
    <message>
        <source>Shown up to page %1 of %2. The whole document is in the record.</source>
        <translation>Visas till och med sida %1 av %2. Hela dokumentet finns i journalen.</translation>
    </message>
    <message>
        <source>Uncovered from the console</source>
        <translation>Visas från konsolen</translation>
    </message>
    <message>
        <source>The picture cannot be shown: %1</source>
        <translation>Bilden kan inte visas: %1</translation>
    </message>
    <message>
        <source>The film cannot be shown: %1</source>
        <translation>Filmen kan inte visas: %1</translation>
    </message>
    <message>
        <source>The document cannot be shown: %1</source>
        <translation>Dokumentet kan inte visas: %1</translation>
    </message>
    <message>
        <source>its format is not supported</source>
        <translation>formatet stöds inte</translation>
    </message>
    <message>
        <source>it is not what the record says that it is</source>
        <translation>innehållet är inte det som journalen anger</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>för stor</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>för lång</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>skadad</translation>
    </message>
    <message>
        <source>it is locked with a password</source>
        <translation>låst med lösenord</translation>
    </message>
    <message>
        <source>its pages are empty</source>
        <translation>sidorna är tomma</translation>
    </message>
    <message>
        <source>error at the source</source>
        <translation>fel hos källan</translation>
    </message>
    <message>
        <source>unreadable answer</source>
        <translation>oläsligt svar</translation>
    </message>
    <message>
        <source>answer about another patient, discarded</source>
        <translation>svar om en annan patient, kasserat</translation>
    </message>
    <message>
        <source>answer too large</source>
        <translation>för stort svar</translation>
    </message>
    <message>
        <source>blocks could not be checked</source>
        <translation>spärrar kunde inte kontrolleras</translation>
    </message>
    <message>
        <source>from %1 units</source>
        <translation>från %1 enheter</translation>
    </message>
    <message>
        <source>%1, own information only</source>
        <translation>%1, bara egna uppgifter</translation>
    </message>
    <message>
        <source>1 entry from %2 could not be shown</source>
        <translation>1 uppgift från %2 kunde inte visas</translation>
    </message>
    <message>
        <source>%1 entries from %2 could not be shown</source>
        <translation>%1 uppgifter från %2 kunde inte visas</translation>
    </message>
    <message>
        <source>Source %1</source>
        <translation>Källa %1</translation>
    </message>
    <message>
        <source>Administrative</source>
        <translation>Administrativa</translation>
    </message>
    <message>
        <source>Entered in error</source>
        <translation>Felaktigt införda</translation>
    </message>
    <message>
        <source>Ruled out</source>
        <translation>Avskrivna</translation>
    </message>
    <message>
        <source>About another patient, not used</source>
        <translation>Om en annan patient, används inte</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Oläsbara</translation>
    </message>
    <message>
        <source>allergies and intolerances</source>
        <translation>överkänsligheter</translation>
    </message>
    <message>
        <source>appointments</source>
        <translation>bokningar</translation>
    </message>
    <message>
        <source>care plans</source>
        <translation>vårdplaner</translation>
    </message>
    <message>
        <source>care teams</source>
        <translation>vårdteam</translation>
    </message>
    <message>
        <source>claims</source>
        <translation>ersättningskrav</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>meddelanden</translation>
    </message>
    <message>
        <source>diagnoses and problems</source>
        <translation>diagnoser och problem</translation>
    </message>
    <message>
        <source>consents</source>
        <translation>samtycken</translation>
    </message>
    <message>
        <source>insurances</source>
        <translation>försäkringar</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>medicintekniska produkter</translation>
    </message>
    <message>
        <source>reports</source>
        <translation>svar och utlåtanden</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>dokument</translation>
    </message>
    <message>
        <source>contacts</source>
        <translation>vårdkontakter</translation>
    </message>
    <message>
        <source>episodes of care</source>
        <translation>vårdprocesser</translation>
    </message>
    <message>
        <source>reimbursements</source>
        <translation>ersättningar</translation>
    </message>
    <message>
        <source>family histories</source>
        <translation>ärftlighet</translation>
    </message>
    <message>
        <source>alerts</source>
        <translation>uppmärksamhetssignaler</translation>
    </message>
    <message>
        <source>goals</source>
        <translation>mål</translation>
    </message>
    <message>
        <source>imaging studies</source>
        <translation>bildundersökningar</translation>
    </message>
    <message>
        <source>vaccinations</source>
        <translation>vaccinationer</translation>
    </message>
    <message>
        <source>places</source>
        <translation>platser</translation>
    </message>
    <message>
        <source>pictures and films</source>
        <translation>bilder och filmer</translation>
    </message>
    <message>
        <source>medicinal products</source>
        <translation>läkemedelsprodukter</translation>
    </message>
    <message>
        <source>administrations of medicines</source>
        <translation>läkemedelsadministreringar</translation>
    </message>
    <message>
        <source>dispensed medicines</source>
        <translation>uthämtade läkemedel</translation>
    </message>
    <message>
        <source>prescriptions</source>
        <translation>ordinationer</translation>
    </message>
    <message>
        <source>medicines</source>
        <translation>läkemedel</translation>
    </message>
    <message>
        <source>observations</source>
        <translation>observationer</translation>
    </message>
    <message>
        <source>organisations</source>
        <translation>organisationer</translation>
    </message>
    <message>
        <source>health care staff</source>
        <translation>vårdpersonal</translation>
    </message>
    <message>
        <source>roles of staff</source>
        <translation>personalroller</translation>
    </message>
    <message>
        <source>procedures</source>
        <translation>åtgärder</translation>
    </message>
    <message>
        <source>notes of origin</source>
        <translation>ursprungsuppgifter</translation>
    </message>
    <message>
        <source>answered questionnaires</source>
        <translation>besvarade formulär</translation>
    </message>
    <message>
        <source>next of kin</source>
        <translation>närstående</translation>
    </message>
    <message>
        <source>referrals and orders</source>
        <translation>remisser och beställningar</translation>
    </message>
    <message>
        <source>specimens</source>
        <translation>prover</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>uppgifter att göra</translation>
    </message>
</context>
</TS>
