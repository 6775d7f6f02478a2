<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE">
<context>
    <name>Agenda</name>
    <message>
        <source>Patients</source>
        <translation>Patienter</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
</context>
<context>
    <name>AgendaLine</name>
    <message>
        <source>In the room now</source>
        <translation>I rummet nu</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Väntar på att skickas</translation>
    </message>
</context>
<context>
    <name>AttendancePanel</name>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Lägg till en person</translation>
    </message>
    <message>
        <source>Back to the patient</source>
        <translation>Tillbaka till patienten</translation>
    </message>
    <message>
        <source>I have seen who they are, and they are entitled to be here.</source>
        <translation>Jag har kontrollerat vilka de är och att de har rätt att delta.</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Närvaro</translation>
    </message>
    <message>
        <source>Everybody listed</source>
        <translation>Alla på listan</translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed here</source>
        <translation>
            <numerusform>%n bekräftad på plats</numerusform>
            <numerusform>%n bekräftade på plats</numerusform>
        </translation>
    </message>
    <message>
        <source>Missing: {what}.</source>
        <translation>Saknas: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>Confirm all who are ticked (%n)</source>
        <translation>
            <numerusform>Bekräfta alla markerade (%n)</numerusform>
            <numerusform>Bekräfta alla markerade (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
    </message>
</context>
<context>
    <name>Blanks</name>
    <message>
        <source>{blank} – must be filled in</source>
        <translation>{blank} – måste fyllas i</translation>
    </message>
    <message>
        <source>{blank} – may be left empty</source>
        <translation>{blank} – kan lämnas tom</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Protected identity</source>
        <translation>Skyddad identitet</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Föregående sida</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nästa sida</translation>
    </message>
    <message>
        <source>Show in the room</source>
        <translation>Visa i rummet</translation>
    </message>
    <message>
        <source>To page {number}: Enter</source>
        <translation>Till sida {number}: Enter</translation>
    </message>
    <message>
        <source>No patient chosen</source>
        <translation>Ingen patient vald</translation>
    </message>
    <message>
        <source>Shown in the room</source>
        <translation>Visas i rummet</translation>
    </message>
    <message>
        <source>Only you see this</source>
        <translation>Syns bara här</translation>
    </message>
    <message>
        <source>Choose a patient on the left to look through the overview.</source>
        <translation>Välj en patient till vänster för att titta igenom översikten.</translation>
    </message>
    <message>
        <source>The overview stopped. Open it again.</source>
        <translation>Översikten avbröts. Öppna den igen.</translation>
    </message>
    <message>
        <source>The overview is being fetched …</source>
        <translation>Översikten hämtas …</translation>
    </message>
    <message>
        <source>Press Show in the room.</source>
        <translation>Tryck på Visa i rummet.</translation>
    </message>
    <message>
        <source>Page {page} of {count}{more}</source>
        <translation>Sida {page} av {count}{more}</translation>
    </message>
    <message>
        <source>Missing: {what}.</source>
        <translation>Saknas: {what}.</translation>
    </message>
    <message>
        <source>There is blocked information.</source>
        <translation>Det finns spärrade uppgifter.</translation>
    </message>
    <message>
        <source>Could not be fetched: {what}.</source>
        <translation>Kunde inte hämtas: {what}.</translation>
    </message>
    <message>
        <source>Being fetched: {what}.</source>
        <translation>Hämtas: {what}.</translation>
    </message>
    <message>
        <source>Fetched {time}.</source>
        <translation>Hämtat {time}.</translation>
    </message>
</context>
<context>
    <name>Clocks</name>
    <message>
        <source>Time of this patient</source>
        <translation>Tid för patienten</translation>
    </message>
    <message>
        <source>Time of the meeting</source>
        <translation>Tid för mötet</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Möte</translation>
    </message>
    <message>
        <source>Over {minutes} min</source>
        <translation>Över {minutes} min</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
</context>
<context>
    <name>ClosingOverlay</name>
    <message>
        <source>Close Samsyn?</source>
        <translation>Stänga Samsyn?</translation>
    </message>
    <message>
        <source>Back to the meeting</source>
        <translation>Tillbaka till mötet</translation>
    </message>
    <message>
        <source>End the meeting …</source>
        <translation>Avsluta mötet …</translation>
    </message>
    <message>
        <source>This has not reached the record system yet:</source>
        <translation>Det här har inte nått journalsystemet ännu:</translation>
    </message>
    <message>
        <source>{what}. It is tried again by itself; if you close now, it is lost.</source>
        <translation>{what}. Samsyn försöker igen av sig självt. Stänger du nu går det förlorat.</translation>
    </message>
    <message>
        <source>Close and lose it</source>
        <translation>Stäng och förlora uppgifterna</translation>
    </message>
    <message>
        <source>The meeting is not ended. It can be opened again later.</source>
        <translation>Mötet är inte avslutat. Det går att öppna igen senare.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>Correction</name>
    <message>
        <source>Correct …</source>
        <translation>Rätta …</translation>
    </message>
    <message>
        <source>Why is it corrected?</source>
        <translation>Varför rättas rekommendationen?</translation>
    </message>
    <message>
        <source>Begin the correction</source>
        <translation>Börja rätta</translation>
    </message>
    <message>
        <source>Corrected: {why}</source>
        <translation>Rättad: {why}</translation>
    </message>
</context>
<context>
    <name>Drafting</name>
    <message>
        <source>The recommendation</source>
        <translation>Rekommendationen</translation>
    </message>
    <message>
        <source>Comes back to a new conference</source>
        <translation>Tas upp på ny konferens</translation>
    </message>
</context>
<context>
    <name>Duties</name>
    <message>
        <source>Nobody yet</source>
        <translation>Ingen vald</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>Undone</source>
        <translation>Kvar att göra</translation>
    </message>
    <message>
        <source>Back to the meeting</source>
        <translation>Tillbaka till mötet</translation>
    </message>
    <message>
        <source>End the meeting</source>
        <translation>Avsluta mötet</translation>
    </message>
    <message>
        <source>Close Samsyn</source>
        <translation>Stäng Samsyn</translation>
    </message>
    <message>
        <source>The meeting is ended</source>
        <translation>Mötet är avslutat</translation>
    </message>
    <message>
        <source>End the meeting?</source>
        <translation>Avsluta mötet?</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) wait to reach the record system. Wait a moment.</source>
        <translation>
            <numerusform>%n uppgift är på väg till journalsystemet. Vänta ett ögonblick.</numerusform>
            <numerusform>%n uppgifter är på väg till journalsystemet. Vänta ett ögonblick.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every patient has a recommendation that has been delivered.</source>
        <translation>Alla patienter har en rekommendation som är levererad.</translation>
    </message>
    <message>
        <source>This is left to do outside the meeting:</source>
        <translation>Kvar att göra efter mötet:</translation>
    </message>
    <message>
        <source>This is undone. Press a patient to go back to them.</source>
        <translation>Det här är inte klart. Välj en patient för att gå tillbaka.</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>Keys</source>
        <translation>Tangenter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Change the room screen</source>
        <translation>Byt rumsskärm</translation>
    </message>
    <message>
        <source>A clicker works whenever this window has the focus. Esc never ends anything.</source>
        <translation>En presentationsfjärr fungerar när det här fönstret är aktivt. Esc avslutar aldrig något.</translation>
    </message>
</context>
<context>
    <name>Intentions</name>
    <message>
        <source>Intention</source>
        <translation>Behandlingsintention</translation>
    </message>
</context>
<context>
    <name>MeetingPage</name>
    <message>
        <source>Which meeting?</source>
        <translation>Vilket möte?</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>Möten</translation>
    </message>
</context>
<context>
    <name>Note</name>
    <message>
        <source>Add a note</source>
        <translation>Lägg till anteckning</translation>
    </message>
    <message>
        <source>Note to the record, not shown in the room</source>
        <translation>Anteckning till journalen, visas inte i rummet</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n more below these</source>
        <translation>
            <numerusform>%n till</numerusform>
            <numerusform>%n till</numerusform>
        </translation>
    </message>
    <message>
        <source>{console} leads this meeting. Here you can only look.</source>
        <translation>Mötet leds från {console}. Här kan du bara titta.</translation>
    </message>
    <message>
        <source>Lead it from here</source>
        <translation>Led mötet härifrån</translation>
    </message>
    <message>
        <source>Before you begin: confirm that nothing is recorded or transcribed.</source>
        <translation>Innan ni börjar: bekräfta att inget spelas in eller transkriberas.</translation>
    </message>
    <message>
        <source>I confirm</source>
        <translation>Jag bekräftar</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Stäng meddelandet</translation>
    </message>
</context>
<context>
    <name>OutcomeView</name>
    <message>
        <source>RECOMMENDATION FOR</source>
        <translation>REKOMMENDATION FÖR</translation>
    </message>
    <message>
        <source>Back to this patient</source>
        <translation>Tillbaka till patienten</translation>
    </message>
    <message>
        <source>Write in free words</source>
        <translation>Skriv med egna ord</translation>
    </message>
    <message>
        <source>Choose another text</source>
        <translation>Välj en annan text</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>The recommendation is written here once a patient is shown in the room.</source>
        <translation>Här skrivs rekommendationen när en patient visas i rummet.</translation>
    </message>
    <message>
        <source>The recommendation</source>
        <translation>Rekommendationen</translation>
    </message>
    <message>
        <source>Correction {number}</source>
        <translation>Rättelse {number}</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>Utkast sparat</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Utkast</translation>
    </message>
    <message>
        <source>Locked while you look at another patient.</source>
        <translation>Låst medan du tittar på en annan patient.</translation>
    </message>
    <message>
        <source>Hide in the room</source>
        <translation>Dölj i rummet</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>Visa stort</translation>
    </message>
</context>
<context>
    <name>PageIndex</name>
    <message>
        <source>Sections</source>
        <translation>Avsnitt</translation>
    </message>
    <message>
        <source>Page {number}: {section}</source>
        <translation>Sida {number}: {section}</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>Say yes</source>
        <translation>Godkänn</translation>
    </message>
    <message>
        <source>Left at, {name}</source>
        <translation>Gick klockan, {name}</translation>
    </message>
    <message>
        <source>Save the time</source>
        <translation>Spara tiden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>{name} is here</source>
        <translation>{name} är här</translation>
    </message>
    <message>
        <source>Say yes to {name}</source>
        <translation>Godkänn {name}</translation>
    </message>
    <message>
        <source>Confirmed {time}</source>
        <translation>Bekräftad {time}</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>Markerad</translation>
    </message>
    <message>
        <source>Left {time}</source>
        <translation>Gick {time}</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gick</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bekräfta</translation>
    </message>
    <message>
        <source>Is back</source>
        <translation>Är tillbaka</translation>
    </message>
</context>
<context>
    <name>PresenceCard</name>
    <message numerus="yes">
        <source>Attendance: %n</source>
        <translation>
            <numerusform>Närvaro: %n bekräftad</numerusform>
            <numerusform>Närvaro: %n bekräftade</numerusform>
        </translation>
    </message>
    <message>
        <source>Missing: {what}.</source>
        <translation>Saknas: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the list</source>
        <translation>
            <numerusform>%n till i listan</numerusform>
            <numerusform>%n till i listan</numerusform>
        </translation>
    </message>
    <message>
        <source>New in the room – confirm</source>
        <translation>Ny i rummet – bekräfta</translation>
    </message>
    <message>
        <source>New in the room: {name}</source>
        <translation>Ny i rummet: {name}</translation>
    </message>
</context>
<context>
    <name>PreviewImage</name>
    <message>
        <source>Preview</source>
        <translation>Förhandsvisning</translation>
    </message>
</context>
<context>
    <name>RoomView</name>
    <message>
        <source>PRACTICE</source>
        <translation>ÖVNING</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Avsluta</translation>
    </message>
    <message>
        <source>End the meeting</source>
        <translation>Avsluta mötet</translation>
    </message>
    <message>
        <source>Keys, F1</source>
        <translation>Tangenter, F1</translation>
    </message>
</context>
<context>
    <name>ScreenBar</name>
    <message>
        <source>The room screen</source>
        <translation>Rumsskärmen</translation>
    </message>
    <message>
        <source>ON THE ROOM SCREEN</source>
        <translation>PÅ RUMSSKÄRMEN</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Svart</translation>
    </message>
    <message>
        <source>Black screen, B</source>
        <translation>Svart skärm, B</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Väntebild</translation>
    </message>
    <message>
        <source>Waiting picture, W</source>
        <translation>Väntebild, W</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Frys</translation>
    </message>
    <message>
        <source>Freeze, F</source>
        <translation>Frys, F</translation>
    </message>
    <message>
        <source>On the room screen: {what}</source>
        <translation>På rumsskärmen: {what}</translation>
    </message>
    <message>
        <source>Waiting picture, no patient</source>
        <translation>Väntebild, ingen patient</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>Tina</translation>
    </message>
    <message>
        <source>Nothing: the screen is black</source>
        <translation>Svart skärm</translation>
    </message>
    <message>
        <source>Another system</source>
        <translation>Ett annat system</translation>
    </message>
    <message>
        <source>{name}: the recommendation</source>
        <translation>{name}: rekommendationen</translation>
    </message>
    <message>
        <source>{name}: on the way</source>
        <translation>{name} hämtas</translation>
    </message>
    <message>
        <source>{name}, page {page}</source>
        <translation>{name}, sida {page}</translation>
    </message>
    <message>
        <source>Frozen: {what}</source>
        <translation>Fryst: {what}</translation>
    </message>
</context>
<context>
    <name>ScreenPage</name>
    <message>
        <source>Which screen does the room see?</source>
        <translation>Vilken skärm ser rummet?</translation>
    </message>
    <message>
        <source>It can be changed later: F1.</source>
        <translation>Du kan byta senare: tryck F1.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in to {host}</source>
        <translation>Logga in i {host}</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Logga in</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Åtkomstnyckel</translation>
    </message>
</context>
<context>
    <name>StandardTexts</name>
    <message>
        <source>Search standard texts</source>
        <translation>Sök standardtext</translation>
    </message>
    <message>
        <source>No text found. Write in free words below.</source>
        <translation>Ingen text hittades. Skriv med egna ord nedan.</translation>
    </message>
    <message>
        <source>Standard texts</source>
        <translation>Standardtexter</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Keep the record system&apos;s</source>
        <translation>Behåll den i journalsystemet</translation>
    </message>
    <message>
        <source>Why is it replaced by yours?</source>
        <translation>Varför ska din ersätta den?</translation>
    </message>
    <message>
        <source>Replace it with yours</source>
        <translation>Ersätt med din</translation>
    </message>
    <message>
        <source>IN THE RECORD SYSTEM</source>
        <translation>I JOURNALSYSTEMET</translation>
    </message>
    <message>
        <source>YOURS</source>
        <translation>DIN</translation>
    </message>
    <message>
        <source>Both versions</source>
        <translation>Båda versionerna</translation>
    </message>
</context>
<context>
    <name>WalkIn</name>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Competence, such as surgeon</source>
        <translation>Kompetens, t.ex. kirurg</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Care provider or organisation</source>
        <translation>Vårdgivare eller organisation</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Roll</translation>
    </message>
    <message>
        <source>Kind of organisation</source>
        <translation>Typ av organisation</translation>
    </message>
    <message>
        <source>Takes part</source>
        <translation>Deltar</translation>
    </message>
    <message>
        <source>Belongs to the patient</source>
        <translation>Hör till patient</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>New in the room</source>
        <translation>Ny i rummet</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Next page</source>
        <translation>Nästa sida</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Föregående sida</translation>
    </message>
    <message>
        <source>Next page (in the preview)</source>
        <translation>Nästa sida (i förhandsvisningen)</translation>
    </message>
    <message>
        <source>→ or Space</source>
        <translation>→ eller blanksteg</translation>
    </message>
    <message>
        <source>Previous page (in the preview)</source>
        <translation>Föregående sida (i förhandsvisningen)</translation>
    </message>
    <message>
        <source>Go to that page (in the preview)</source>
        <translation>Gå till sidan (i förhandsvisningen)</translation>
    </message>
    <message>
        <source>number + Enter</source>
        <translation>sidnummer + Enter</translation>
    </message>
    <message>
        <source>Look at the next patient</source>
        <translation>Titta på nästa patient</translation>
    </message>
    <message>
        <source>Look at the previous patient</source>
        <translation>Titta på föregående patient</translation>
    </message>
    <message>
        <source>Show in the room</source>
        <translation>Visa i rummet</translation>
    </message>
    <message>
        <source>Show in the room (in the preview)</source>
        <translation>Visa i rummet (i förhandsvisningen)</translation>
    </message>
    <message>
        <source>Black screen, and back; works everywhere</source>
        <translation>Svart skärm och tillbaka, fungerar överallt</translation>
    </message>
    <message>
        <source>Black screen, and back</source>
        <translation>Svart skärm och tillbaka</translation>
    </message>
    <message>
        <source>B or .</source>
        <translation>B eller .</translation>
    </message>
    <message>
        <source>Waiting picture: leaves the patient</source>
        <translation>Väntebild: lämnar patienten</translation>
    </message>
    <message>
        <source>Freeze: the room keeps its page while you look ahead</source>
        <translation>Frys: rummet behåller sidan medan du tittar vidare</translation>
    </message>
    <message>
        <source>To the recommendation</source>
        <translation>Till rekommendationen</translation>
    </message>
    <message>
        <source>Send the recommendation</source>
        <translation>Skicka rekommendationen</translation>
    </message>
    <message>
        <source>Hide or show the clocks</source>
        <translation>Dölj eller visa klockorna</translation>
    </message>
    <message>
        <source>Undo a tick, a confirmation or a choice</source>
        <translation>Ångra en markering, en bekräftelse eller ett val</translation>
    </message>
    <message>
        <source>Room screen as a window, or filling the screen</source>
        <translation>Rumsskärmen som fönster eller över hela skärmen</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Den här listan</translation>
    </message>
    <message>
        <source>F1 or ?</source>
        <translation>F1 eller ?</translation>
    </message>
    <message>
        <source>Back to the preview; ends nothing</source>
        <translation>Tillbaka till förhandsvisningen, avslutar inget</translation>
    </message>
</context>
<context>
    <name>opening</name>
    <message>
        <source>The practice meeting is being prepared. It begins anew each time.</source>
        <translation>Övningsmötet förbereds. Det börjar om varje gång.</translation>
    </message>
    <message>
        <source>Today&apos;s meetings are being fetched …</source>
        <translation>Dagens möten hämtas …</translation>
    </message>
    <message>
        <source>There is no meeting today.</source>
        <translation>Det finns inget möte i dag.</translation>
    </message>
    <message>
        <source>Plan it in the record system, then try again.</source>
        <translation>Planera det i journalsystemet och försök sedan igen.</translation>
    </message>
    <message>
        <source>Check that this computer is on the hospital&apos;s network, then try again.</source>
        <translation>Kontrollera att datorn är på sjukhusets nät och försök sedan igen.</translation>
    </message>
    <message>
        <source>Samsyn is starting …</source>
        <translation>Samsyn startar …</translation>
    </message>
    <message>
        <source>The meeting is being opened …</source>
        <translation>Mötet öppnas …</translation>
    </message>
    <message>
        <source>Practice record</source>
        <translation>Övningsjournalen</translation>
    </message>
</context>
<context>
    <name>terms</name>
    <message>
        <source>Not started</source>
        <translation>Inte påbörjad</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Visad</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klar</translation>
    </message>
    <message>
        <source>Discussed – recommendation missing</source>
        <translation>Diskuterad – rekommendation saknas</translation>
    </message>
    <message>
        <source>Postponed</source>
        <translation>Uppskjuten</translation>
    </message>
    <message>
        <source>Met by standard text</source>
        <translation>Besvarad med standardtext</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>Ordförande</translation>
    </message>
    <message>
        <source>Presenter</source>
        <translation>Föredragande</translation>
    </message>
    <message>
        <source>Coordinator</source>
        <translation>Koordinator</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>Deltagare</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Student</translation>
    </message>
    <message>
        <source>Observer</source>
        <translation>Observatör</translation>
    </message>
    <message>
        <source>Company representative</source>
        <translation>Företagsrepresentant</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Vårdnadshavare</translation>
    </message>
    <message>
        <source>Health care</source>
        <translation>Hälso- och sjukvård</translation>
    </message>
    <message>
        <source>Elder or disability care, connected</source>
        <translation>Äldre- eller funktionshinderomsorg, ansluten</translation>
    </message>
    <message>
        <source>Social services</source>
        <translation>Socialtjänst</translation>
    </message>
    <message>
        <source>School</source>
        <translation>Skola</translation>
    </message>
    <message>
        <source>Försäkringskassan</source>
        <translation>Försäkringskassan</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Företag</translation>
    </message>
    <message>
        <source>Patient or next of kin</source>
        <translation>Patient eller närstående</translation>
    </message>
    <message>
        <source>In the room</source>
        <translation>I rummet</translation>
    </message>
    <message>
        <source>Remote</source>
        <translation>På distans</translation>
    </message>
    <message>
        <source>Remote room</source>
        <translation>Rum på distans</translation>
    </message>
    <message>
        <source>Curative</source>
        <translation>Kurativ</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Konverterande</translation>
    </message>
    <message>
        <source>Palliative</source>
        <translation>Palliativ</translation>
    </message>
    <message>
        <source>Work-up</source>
        <translation>Utredning</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumenterar</translation>
    </message>
    <message>
        <source>Orders and refers</source>
        <translation>Beställer, remitterar</translation>
    </message>
    <message>
        <source>Tells the patient</source>
        <translation>Informerar patienten</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Utkast</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Skickas</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Levererad</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>Två versioner</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Inte mottagen</translation>
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
        <source>Waiting picture</source>
        <translation>Väntebild</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Fryst</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Svart</translation>
    </message>
    <message>
        <source>Another system</source>
        <translation>Ett annat system</translation>
    </message>
    <message>
        <source>Undo tick</source>
        <translation>Ångra markering</translation>
    </message>
    <message>
        <source>Undo confirmation</source>
        <translation>Ångra bekräftelse</translation>
    </message>
    <message>
        <source>Undo left</source>
        <translation>Ångra att personen gick</translation>
    </message>
    <message>
        <source>Undo choice</source>
        <translation>Ångra val</translation>
    </message>
    <message>
        <source>Not discussed</source>
        <translation>Inte diskuterad</translation>
    </message>
    <message>
        <source>Discussed, no recommendation</source>
        <translation>Diskuterad, rekommendation saknas</translation>
    </message>
    <message>
        <source>Recommendation not sent</source>
        <translation>Rekommendationen inte skickad</translation>
    </message>
    <message>
        <source>Sent, not delivered yet</source>
        <translation>Skickad, inte levererad ännu</translation>
    </message>
    <message>
        <source>a recommendation</source>
        <translation>en rekommendation</translation>
    </message>
    <message>
        <source>a draft</source>
        <translation>ett utkast</translation>
    </message>
    <message>
        <source>the attendance</source>
        <translation>närvaron</translation>
    </message>
    <message>
        <source>when a case was shown</source>
        <translation>när en patient visades</translation>
    </message>
    <message>
        <source>the access log</source>
        <translation>åtkomstloggen</translation>
    </message>
    <message>
        <source>the end of the meeting</source>
        <translation>att mötet är avslutat</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Something went wrong in Samsyn.</source>
        <translation>Något gick fel i Samsyn.</translation>
    </message>
    <message>
        <source>The record system cannot be reached.</source>
        <translation>Journalsystemet går inte att nå.</translation>
    </message>
    <message>
        <source>The record system takes too long to answer.</source>
        <translation>Journalsystemet svarar för långsamt.</translation>
    </message>
    <message>
        <source>The record system does not accept the sign-in.</source>
        <translation>Journalsystemet godtar inte inloggningen.</translation>
    </message>
    <message>
        <source>Somebody else changed the same thing first.</source>
        <translation>Någon annan hann ändra först.</translation>
    </message>
    <message>
        <source>The record system does not find what was asked.</source>
        <translation>Journalsystemet hittar inte det som efterfrågas.</translation>
    </message>
    <message>
        <source>The record system said no.</source>
        <translation>Journalsystemet avvisade begäran.</translation>
    </message>
    <message>
        <source>The record system&apos;s answer cannot be read.</source>
        <translation>Journalsystemets svar går inte att läsa.</translation>
    </message>
    <message>
        <source>The record system answered with another patient&apos;s information. It was not used.</source>
        <translation>Journalsystemet svarade med en annan patients uppgifter. De användes inte.</translation>
    </message>
    <message>
        <source>The record system&apos;s answer is too large.</source>
        <translation>Journalsystemets svar är för stort.</translation>
    </message>
    <message>
        <source>The record cannot be read.</source>
        <translation>Journalen går inte att läsa.</translation>
    </message>
    <message>
        <source>The conference definition has a fault.</source>
        <translation>Konferensmallen har ett fel.</translation>
    </message>
    <message>
        <source>The overview stopped.</source>
        <translation>Översikten avbröts.</translation>
    </message>
    <message>
        <source>Nobody in the room is confirmed.</source>
        <translation>Ingen i rummet är bekräftad.</translation>
    </message>
    <message>
        <source>Confirm those who are here under Attendance.</source>
        <translation>Bekräfta dem som är här under Närvaro.</translation>
    </message>
    <message>
        <source>New in the room and not confirmed: {people}.</source>
        <translation>Ny i rummet och inte bekräftad: {people}.</translation>
    </message>
    <message>
        <source>Confirm, or take away the tick.</source>
        <translation>Bekräfta, eller ta bort markeringen.</translation>
    </message>
    <message>
        <source>Consent is missing for the record of {custodian}.</source>
        <translation>Samtycke saknas för journalen hos {custodian}.</translation>
    </message>
    <message>
        <source>Ask the patient, register the consent in the record system, then check again.</source>
        <translation>Fråga patienten, registrera samtycket i journalsystemet och kontrollera sedan igen.</translation>
    </message>
    <message>
        <source>The patient has said no to sharing the record of {custodian}.</source>
        <translation>Patienten har sagt nej till att journalen hos {custodian} delas.</translation>
    </message>
    <message>
        <source>Take the case without the screen.</source>
        <translation>Diskutera patienten utan rumsskärmen.</translation>
    </message>
    <message>
        <source>Consents and blocks could not be read.</source>
        <translation>Samtycken och spärrar kunde inte kontrolleras.</translation>
    </message>
    <message>
        <source>Check again in a moment.</source>
        <translation>Kontrollera igen om en stund.</translation>
    </message>
    <message>
        <source>May not see the screen: {people}.</source>
        <translation>Får inte se skärmen: {people}.</translation>
    </message>
    <message>
        <source>Ask them to leave the room and press Left.</source>
        <translation>Be personen lämna rummet och tryck sedan på Gick.</translation>
    </message>
    <message>
        <source>Needs your yes for this case: {people}.</source>
        <translation>Behöver ditt godkännande för det här fallet: {people}.</translation>
    </message>
    <message>
        <source>Say yes under Attendance, or ask them to leave the room.</source>
        <translation>Godkänn under Närvaro, eller be personen lämna rummet.</translation>
    </message>
    <message>
        <source>Belongs to another case: {people}.</source>
        <translation>Hör till en annan patient: {people}.</translation>
    </message>
    <message>
        <source>The patient has blocked all information.</source>
        <translation>Patienten har spärrat alla uppgifter.</translation>
    </message>
    <message>
        <source>The case is postponed.</source>
        <translation>Fallet är uppskjutet.</translation>
    </message>
    <message>
        <source>The overview of {case} stopped.</source>
        <translation>Översikten för {case} avbröts.</translation>
    </message>
    <message>
        <source>The overview of {case} no longer answered.</source>
        <translation>Översikten för {case} slutade svara.</translation>
    </message>
    <message>
        <source>The overview of {case} went wrong.</source>
        <translation>Översikten för {case} fick ett fel.</translation>
    </message>
    <message>
        <source>The overview of {case} could not be made.</source>
        <translation>Översikten för {case} kunde inte skapas.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kontrollera igen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Öppna igen</translation>
    </message>
    <message>
        <source>The overview of {case} answers slowly.</source>
        <translation>Översikten för {case} svarar långsamt.</translation>
    </message>
    <message>
        <source>Wait a moment; it is closed by itself if it does not answer.</source>
        <translation>Vänta lite. Den stängs av sig själv om den inte svarar.</translation>
    </message>
    <message>
        <source>{case} was taken off the room screen.</source>
        <translation>{case} togs bort från rumsskärmen.</translation>
    </message>
    <message>
        <source>{case} is not shown.</source>
        <translation>{case} visas inte.</translation>
    </message>
    <message>
        <source>The access log does not answer, so {case} is not shown yet.</source>
        <translation>Åtkomstloggen svarar inte, så {case} visas inte ännu.</translation>
    </message>
    <message>
        <source>Nothing may be read without being logged.</source>
        <translation>Inget får läsas utan att det loggas.</translation>
    </message>
    <message>
        <source>The record system does not answer.</source>
        <translation>Journalsystemet svarar inte.</translation>
    </message>
    <message>
        <source>Go on: what is agreed waits here and is sent as soon as it answers.</source>
        <translation>Fortsätt mötet. Det ni kommer fram till väntar här och skickas när journalsystemet svarar.</translation>
    </message>
    <message>
        <source>The record system does not accept the sign-in any more.</source>
        <translation>Journalsystemet godtar inte inloggningen längre.</translation>
    </message>
    <message>
        <source>Close Samsyn and sign in again; the meeting goes on.</source>
        <translation>Stäng Samsyn och logga in igen, så fortsätter mötet.</translation>
    </message>
    <message>
        <source>The attendance is not saved at the record system yet.</source>
        <translation>Närvaron är inte sparad i journalsystemet ännu.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Samsyn försöker igen av sig självt.</translation>
    </message>
    <message>
        <source>The record system has another recommendation for {case}.</source>
        <translation>Journalsystemet har en annan rekommendation för {case}.</translation>
    </message>
    <message>
        <source>Compare both and choose.</source>
        <translation>Jämför båda och välj.</translation>
    </message>
    <message>
        <source>The record system refused the recommendation for {case}.</source>
        <translation>Journalsystemet tog inte emot rekommendationen för {case}.</translation>
    </message>
    <message>
        <source>It is kept here. Write it in the record by hand today.</source>
        <translation>Den finns kvar här. Skriv in den i journalen för hand redan i dag.</translation>
    </message>
    <message>
        <source>The meeting is led from {console} now. Here you can only look.</source>
        <translation>Mötet leds nu från {console}. Här kan du bara titta.</translation>
    </message>
    <message>
        <source>The meeting goes on where it was.</source>
        <translation>Mötet fortsätter där det var.</translation>
    </message>
    <message>
        <source>Look through the attendance before you show a patient.</source>
        <translation>Se över närvaron innan du visar en patient.</translation>
    </message>
    <message>
        <source>The time for {case} is nearly over.</source>
        <translation>Tiden för {case} är snart slut.</translation>
    </message>
    <message>
        <source>Fill in before sending: {blanks}.</source>
        <translation>Fyll i innan du skickar: {blanks}.</translation>
    </message>
    <message>
        <source>another care provider</source>
        <translation>en annan vårdgivare</translation>
    </message>
    <message>
        <source>the case</source>
        <translation>fallet</translation>
    </message>
    <message>
        <source>patient {number}</source>
        <translation>patient {number}</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} till</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>någon</translation>
    </message>
</context>
</TS>
