<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE">
<context>
    <name>Agenda</name>
    <message>
        <source>Add a patient, Ctrl+N</source>
        <translation>Lägg till en patient, Ctrl+N</translation>
    </message>
    <message>
        <source>More for the agenda</source>
        <translation>Mer för dagordningen</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienter</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Checking readiness: {done} of {count} …</source>
        <translation>Kontrollerar underlag: {done} av {count} …</translation>
    </message>
</context>
<context>
    <name>AgendaLine</name>
    <message>
        <source>In the room now</source>
        <translation>I rummet nu</translation>
    </message>
    <message>
        <source>Radiology shows</source>
        <translation>Röntgen visar</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Väntar på att skickas</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Redo</translation>
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
            <numerusform>%n bekräftad</numerusform>
            <numerusform>%n bekräftade</numerusform>
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
    <name>BrowserPage</name>
    <message>
        <source>Sign in to {host}</source>
        <translation>Logga in i {host}</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Logga in</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Kopiera adressen</translation>
    </message>
    <message>
        <source>Open the browser again</source>
        <translation>Öppna webbläsaren igen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Sign in in the browser window that has opened, then come back here.</source>
        <translation>Logga in i webbläsaren som öppnades och kom sedan tillbaka hit.</translation>
    </message>
    <message>
        <source>No browser could be opened. Copy the address and open it in one on this computer.</source>
        <translation>Ingen webbläsare gick att öppna. Kopiera adressen och öppna den i en webbläsare på den här datorn.</translation>
    </message>
    <message>
        <source>Copied. Open it in a browser on this computer and sign in.</source>
        <translation>Kopierad. Öppna adressen i en webbläsare på den här datorn och logga in.</translation>
    </message>
</context>
<context>
    <name>CaseHead</name>
    <message>
        <source>Protected identity</source>
        <translation>Skyddad identitet</translation>
    </message>
    <message>
        <source>The whole record</source>
        <translation>Hela journalen</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>More for the patient</source>
        <translation>Mer för patienten</translation>
    </message>
    <message>
        <source>No patient chosen</source>
        <translation>Ingen patient vald</translation>
    </message>
    <message>
        <source>Legal ground: {ground}</source>
        <translation>Rättslig grund: {ground}</translation>
    </message>
    <message>
        <source>Behind the black screen</source>
        <translation>Bakom svart skärm</translation>
    </message>
    <message>
        <source>Radiology shows</source>
        <translation>Röntgen visar</translation>
    </message>
    <message>
        <source>The room sees the recommendation</source>
        <translation>Rummet ser rekommendationen</translation>
    </message>
    <message>
        <source>Shown in the room</source>
        <translation>Visas i rummet</translation>
    </message>
    <message>
        <source>Only you see this</source>
        <translation>Bara du ser detta</translation>
    </message>
    <message>
        <source>The patient takes part</source>
        <translation>Patienten deltar</translation>
    </message>
    <message>
        <source>A guardian takes part</source>
        <translation>Vårdnadshavare deltar</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Previous page</source>
        <translation>Föregående sida</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nästa sida</translation>
    </message>
    <message>
        <source>Uncover</source>
        <translation>Visa bilderna</translation>
    </message>
    <message>
        <source>Uncover the pictures, V</source>
        <translation>Visa bilderna, V</translation>
    </message>
    <message>
        <source>Show in the room</source>
        <translation>Visa i rummet</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Spela</translation>
    </message>
    <message>
        <source>{what} the film, S</source>
        <translation>{what} filmen, S</translation>
    </message>
    <message>
        <source>To page {number}: Enter</source>
        <translation>Till sida {number}: Enter</translation>
    </message>
    <message>
        <source>Pointer on</source>
        <translation>Pekare på</translation>
    </message>
    <message>
        <source>Enlarged</source>
        <translation>Förstorat</translation>
    </message>
    <message>
        <source>Press what is to be picked</source>
        <translation>Tryck på det som ska väljas ut</translation>
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
</context>
<context>
    <name>ChannelChoice</name>
    <message>
        <source>How {name} takes part</source>
        <translation>Hur {name} deltar</translation>
    </message>
    <message>
        <source>Who answers for everybody in {name}&apos;s room</source>
        <translation>Vem som ansvarar för alla i rummet: {name}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>Chair&apos;s own</source>
        <translation>Ordförandens</translation>
    </message>
</context>
<context>
    <name>ChecklistSheet</name>
    <message>
        <source>Checklist</source>
        <translation>Checklista</translation>
    </message>
    <message>
        <source>Say aloud what the room goes through. Ticks are kept with the attendance.</source>
        <translation>Läs upp det som är rummets. Det som bockas av sparas med närvaron.</translation>
    </message>
</context>
<context>
    <name>Checklists</name>
    <message>
        <source>BEFORE THE MEETING</source>
        <translation>FÖRE MÖTET</translation>
    </message>
    <message>
        <source>DURING THE MEETING</source>
        <translation>UNDER MÖTET</translation>
    </message>
    <message>
        <source>WHEN THE MEETING ENDS</source>
        <translation>NÄR MÖTET AVSLUTAS</translation>
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
        <source>An own standard text is being written and is not saved.</source>
        <translation>En egen standardtext är påbörjad och inte sparad.</translation>
    </message>
    <message>
        <source>Save or discard it first; if you close now, it is lost.</source>
        <translation>Spara eller kasta den först. Stänger du nu går den förlorad.</translation>
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
    <name>Consents</name>
    <message>
        <source>Other care providers&apos; information</source>
        <translation>Andra vårdgivares uppgifter</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Who asked, or judges</source>
        <translation>Vem som frågat eller bedömer</translation>
    </message>
    <message>
        <source>Who said yes</source>
        <translation>Vem som sagt ja</translation>
    </message>
    <message>
        <source>The representative&apos;s personal identity number</source>
        <translation>Företrädarens personnummer</translation>
    </message>
    <message>
        <source>Who said yes?</source>
        <translation>Vem har sagt ja?</translation>
    </message>
    <message>
        <source>How and when, in words</source>
        <translation>Hur och när, med ord</translation>
    </message>
    <message>
        <source>Register the consent</source>
        <translation>Registrera samtycket</translation>
    </message>
    <message>
        <source>Sure? The emergency and its reason go into the access logs in your name.</source>
        <translation>Säker? Nödsituationen och skälet skrivs i åtkomstloggarna i ditt namn.</translation>
    </message>
    <message>
        <source>No, do not</source>
        <translation>Nej, låt bli</translation>
    </message>
    <message>
        <source>Yes, it is an emergency</source>
        <translation>Ja, det är en nödsituation</translation>
    </message>
    <message>
        <source>Holds for {unit} until the end of the day. Is logged in your name.</source>
        <translation>Gäller för {unit} till dagens slut. Loggas i ditt namn.</translation>
    </message>
    <message>
        <source>The patient</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>Somebody in the patient&apos;s place</source>
        <translation>Någon i patientens ställe</translation>
    </message>
    <message>
        <source>The patient lets the unit read what other care providers have recorded. What is blocked stays blocked.</source>
        <translation>Patienten låter enheten läsa vad andra vårdgivare har dokumenterat. Det som är spärrat förblir spärrat.</translation>
    </message>
    <message>
        <source>Danger to life or health, and the patient cannot be asked. What is blocked stays blocked, but you are told where it is.</source>
        <translation>Fara för liv eller hälsa, och patienten kan inte tillfrågas. Det som är spärrat förblir spärrat, men du får veta var det finns.</translation>
    </message>
    <message>
        <source>Who asked the patient?</source>
        <translation>Vem har frågat patienten?</translation>
    </message>
    <message>
        <source>Who judges that it is an emergency?</source>
        <translation>Vem bedömer att det är en nödsituation?</translation>
    </message>
    <message>
        <source>Why it is an emergency, in words</source>
        <translation>Varför det är en nödsituation, med ord</translation>
    </message>
    <message>
        <source>Register the emergency …</source>
        <translation>Registrera nödsituationen …</translation>
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
    <name>Defining</name>
    <message>
        <source>Conference definition</source>
        <translation>Konferensmall</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Konferensmallar</translation>
    </message>
    <message>
        <source>The patient is then shown anew in the room.</source>
        <translation>Patienten visas då på nytt i rummet.</translation>
    </message>
    <message>
        <source>It decides what the overview shows.</source>
        <translation>Den avgör vad översikten visar.</translation>
    </message>
</context>
<context>
    <name>DeskBar</name>
    <message>
        <source>PREPARATION</source>
        <translation>FÖRBEREDELSE</translation>
    </message>
    <message>
        <source>Nothing is shown in the room</source>
        <translation>Inget visas i rummet</translation>
    </message>
    <message>
        <source>What you read is logged as preparation, in the name of {name}.</source>
        <translation>Det du läser loggas som förberedelse, för {name}.</translation>
    </message>
</context>
<context>
    <name>DeskPanel</name>
    <message>
        <source>Overview</source>
        <translation>Översikt</translation>
    </message>
    <message>
        <source>Whole record</source>
        <translation>Hela journalen</translation>
    </message>
    <message>
        <source>Press what should stand out on the page, or step with ↓ and pick with Space.</source>
        <translation>Tryck på det som ska lyftas fram på sidan, eller stega med ↓ och välj med blanksteg.</translation>
    </message>
    <message>
        <source>WHAT IS READ</source>
        <translation>VAD SOM LÄSES</translation>
    </message>
    <message>
        <source>PICKED FOR THE CONFERENCE</source>
        <translation>UTVALT TILL KONFERENSEN</translation>
    </message>
    <message>
        <source>BEFORE THE MEETING</source>
        <translation>FÖRE MÖTET</translation>
    </message>
    <message>
        <source>What is prepared</source>
        <translation>Vad som är förberett</translation>
    </message>
    <message>
        <source>PREPARE</source>
        <translation>FÖRBERED</translation>
    </message>
    <message>
        <source>Postpone …</source>
        <translation>Skjut upp …</translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation>Ta upp igen</translation>
    </message>
    <message>
        <source>Meet by a standard text …</source>
        <translation>Möt med standardtext …</translation>
    </message>
    <message>
        <source>Change definition …</source>
        <translation>Byt konferensmall …</translation>
    </message>
    <message>
        <source>Own standard texts …</source>
        <translation>Egna standardtexter …</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Flytta upp</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Flytta ned</translation>
    </message>
    <message>
        <source>Choose a patient on the left</source>
        <translation>Välj en patient till vänster</translation>
    </message>
    <message numerus="yes">
        <source>%n picked</source>
        <translation>
            <numerusform>%n uppgift utvald</numerusform>
            <numerusform>%n uppgifter utvalda</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing picked</source>
        <translation>Inget utvalt</translation>
    </message>
    <message>
        <source>Met by a standard text: the chair sends it in the meeting.</source>
        <translation>Möts av en standardtext: ordföranden skickar den på mötet.</translation>
    </message>
    <message>
        <source>Definition: {title}</source>
        <translation>Konferensmall: {title}</translation>
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
        <source>What is left, and the meeting in figures</source>
        <translation>Vad som återstår, och mötet i siffror</translation>
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
    <name>ExtraCaseSheet</name>
    <message>
        <source>Add a patient to the agenda</source>
        <translation>Lägg till en patient på dagordningen</translation>
    </message>
    <message>
        <source>Personal identity number, in any spelling</source>
        <translation>Personnummer, hur det än skrivs</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Sök</translation>
    </message>
    <message>
        <source>Question to the conference</source>
        <translation>Frågeställning till konferensen</translation>
    </message>
    <message>
        <source>Conference definition</source>
        <translation>Konferensmall</translation>
    </message>
    <message>
        <source>Go to the patient</source>
        <translation>Gå till patienten</translation>
    </message>
    <message>
        <source>Yes, add the patient</source>
        <translation>Ja, lägg till patienten</translation>
    </message>
    <message>
        <source>What is the conference asked?</source>
        <translation>Vad ska konferensen svara på?</translation>
    </message>
    <message>
        <source>The meeting&apos;s own</source>
        <translation>Mötets egen</translation>
    </message>
</context>
<context>
    <name>Extras</name>
    <message>
        <source>Note to the record, not shown in the room</source>
        <translation>Anteckning till journalen, visas inte i rummet</translation>
    </message>
    <message>
        <source>What the patient wants</source>
        <translation>Vad patienten vill</translation>
    </message>
    <message>
        <source>Why it departs from the guideline</source>
        <translation>Varför det avviker från vårdprogrammet</translation>
    </message>
    <message>
        <source>Referral to</source>
        <translation>Remiss till</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Vad den gäller</translation>
    </message>
    <message>
        <source>The patient&apos;s wishes</source>
        <translation>Patientens önskemål</translation>
    </message>
    <message>
        <source>Departs from the guideline</source>
        <translation>Avviker från vårdprogrammet</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>Remiss</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anteckning</translation>
    </message>
    <message>
        <source>Add …</source>
        <translation>Lägg till …</translation>
    </message>
    <message>
        <source>Take away: {what}</source>
        <translation>Ta bort: {what}</translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message>
        <source>The meeting in figures</source>
        <translation>Mötet i siffror</translation>
    </message>
    <message>
        <source>THE MEETING IN FIGURES</source>
        <translation>MÖTET I SIFFROR</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n personer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patients shown</source>
        <translation>
            <numerusform>%n patient visad</numerusform>
            <numerusform>%n patienter visade</numerusform>
        </translation>
    </message>
    <message>
        <source>{minutes} min each</source>
        <translation>{minutes} min per patient</translation>
    </message>
    <message>
        <source>not here: {what}</source>
        <translation>saknades: {what}</translation>
    </message>
    <message>
        <source>Not sent anywhere: it is gone when Samsyn closes.</source>
        <translation>Skickas ingenstans: det är borta när Samsyn stängs.</translation>
    </message>
    <message>
        <source>Sent to the record system when the meeting is ended.</source>
        <translation>Skickas till journalsystemet när mötet avslutas.</translation>
    </message>
    <message>
        <source>Being sent to the record system …</source>
        <translation>Skickas till journalsystemet …</translation>
    </message>
    <message>
        <source>Sent to the record system.</source>
        <translation>Skickat till journalsystemet.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>How it went</source>
        <translation>Hur det gick</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Saknades</translation>
    </message>
</context>
<context>
    <name>FootStrip</name>
    <message>
        <source>Standard texts are being fetched</source>
        <translation>Standardtexter hämtas</translation>
    </message>
</context>
<context>
    <name>Grounds</name>
    <message>
        <source>Legal ground</source>
        <translation>Rättslig grund</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reason, in words</source>
        <translation>Skäl, i ord</translation>
    </message>
    <message>
        <source>Claim the ground …</source>
        <translation>Åberopa grunden …</translation>
    </message>
    <message>
        <source>Sure? The claim and its reason go into the access log in your name.</source>
        <translation>Säker? Grunden och skälet skrivs i åtkomstloggen i ditt namn.</translation>
    </message>
    <message>
        <source>No, do not</source>
        <translation>Nej, avstå</translation>
    </message>
    <message>
        <source>Yes, claim it</source>
        <translation>Ja, åberopa</translation>
    </message>
    <message>
        <source>Only when the patient cannot be asked, and the information is needed for the care.</source>
        <translation>Bara när patienten inte kan tillfrågas och uppgifterna behövs för vården.</translation>
    </message>
    <message>
        <source>Danger to life or health. Also opens what the patient has blocked or refused.</source>
        <translation>Fara för liv eller hälsa. Öppnar även det som patienten har spärrat eller sagt nej till.</translation>
    </message>
    <message>
        <source>Lastingly unable to consent, and the patient&apos;s attitude has been explored as far as possible. Never opens what is blocked or refused.</source>
        <translation>Kan varaktigt inte samtycka, och patientens inställning är så långt möjligt klarlagd. Öppnar aldrig det som är spärrat eller nekat.</translation>
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
        <source>Start the guide</source>
        <translation>Starta guiden</translation>
    </message>
    <message>
        <source>A clicker works whenever this window has the focus. Esc never ends anything.</source>
        <translation>En presentationsfjärr fungerar när det här fönstret är aktivt. Esc avslutar aldrig något.</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alla tangenter</translation>
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
    <name>Measures</name>
    <message>
        <source>Add a measure</source>
        <translation>Lägg till en insats</translation>
    </message>
    <message>
        <source>MEASURES</source>
        <translation>INSATSER</translation>
    </message>
</context>
<context>
    <name>MeetingByText</name>
    <message>
        <source>Meet by a standard text</source>
        <translation>Möt med en standardtext</translation>
    </message>
    <message>
        <source>The patient is not discussed. The chair sends the text in the meeting.</source>
        <translation>Patienten diskuteras inte. Ordföranden skickar texten på mötet.</translation>
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
    <name>Notices</name>
    <message numerus="yes">
        <source>%n more below these</source>
        <translation>
            <numerusform>%n till</numerusform>
            <numerusform>%n till</numerusform>
        </translation>
    </message>
    <message>
        <source>The room&apos;s screen is back.</source>
        <translation>Rumsskärmen är tillbaka.</translation>
    </message>
    <message>
        <source>The room&apos;s screen is unplugged: the room sees nothing.</source>
        <translation>Rumsskärmen är urkopplad: rummet ser ingenting.</translation>
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
        <source>Show it in a window</source>
        <translation>Visa i ett fönster</translation>
    </message>
    <message>
        <source>Before you begin: nothing may be recorded or transcribed. Does anybody see the screen from elsewhere?</source>
        <translation>Innan ni börjar: inget får spelas in eller transkriberas. Ser någon skärmen på distans?</translation>
    </message>
    <message>
        <source>I confirm, it is not shared</source>
        <translation>Jag bekräftar, den delas inte</translation>
    </message>
    <message>
        <source>I confirm, it is shared</source>
        <translation>Jag bekräftar, den delas</translation>
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
        <source>PRACTICE – not reviewed clinically</source>
        <translation>ÖVNING – ej kliniskt granskad</translation>
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
        <source>Own standard texts …</source>
        <translation>Egna standardtexter …</translation>
    </message>
    <message>
        <source>Own …</source>
        <translation>Egna …</translation>
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
    <name>OwnTexts</name>
    <message>
        <source>Own standard texts</source>
        <translation>Egna standardtexter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
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
    <name>PageList</name>
    <message>
        <source>All pages</source>
        <translation>Alla sidor</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Sidor</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>All actions</source>
        <translation>Alla åtgärder</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Vad vill du göra?</translation>
    </message>
    <message>
        <source>Nothing is called that, or it cannot be done now.</source>
        <translation>Inget heter så, eller det går inte att göra nu.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Åtgärder</translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>The room&apos;s certificate is locked</source>
        <translation>Rummets certifikat är låst</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Lösenfras</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>Who are you?</source>
        <translation>Vem är du?</translation>
    </message>
    <message>
        <source>What you read is logged in your name.</source>
        <translation>Det du läser loggas i ditt namn.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
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
    <name>Postponing</name>
    <message>
        <source>Postpone the patient</source>
        <translation>Skjut upp patienten</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Skäl</translation>
    </message>
    <message>
        <source>In words, if it helps</source>
        <translation>I ord, om det hjälper</translation>
    </message>
    <message>
        <source>Postpone</source>
        <translation>Skjut upp</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Varför?</translation>
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
    <message>
        <source>Checklist: {done} of {all}</source>
        <translation>Checklista: {done} av {all}</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Checklista</translation>
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
    <message>
        <source>Information {number} of {count}, picked</source>
        <translation>Uppgift {number} av {count}, utvald</translation>
    </message>
    <message>
        <source>Information {number} of {count}, not picked</source>
        <translation>Uppgift {number} av {count}, inte utvald</translation>
    </message>
</context>
<context>
    <name>PurposePage</name>
    <message>
        <source>Lead the meeting</source>
        <translation>Leda mötet</translation>
    </message>
    <message>
        <source>Room screen, attendance, recommendations. Led by {name}.</source>
        <translation>Rumsskärm, närvaro, rekommendationer. Leds av {name}.</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Förbereda</translation>
    </message>
    <message>
        <source>At a desk: order, picks, what is missing. Nothing is shown in the room.</source>
        <translation>Vid skrivbordet: ordning, utvalt, vad som saknas. Inget visas i rummet.</translation>
    </message>
</context>
<context>
    <name>ReachBar</name>
    <message>
        <source>Register a consent …</source>
        <translation>Registrera samtycke …</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kontrollera igen</translation>
    </message>
    <message>
        <source>It is being registered …</source>
        <translation>Registreras …</translation>
    </message>
</context>
<context>
    <name>RoomView</name>
    <message>
        <source>PRACTICE</source>
        <translation>ÖVNING</translation>
    </message>
    <message>
        <source>Looking on</source>
        <translation>Ser på</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Close Samsyn</source>
        <translation>Stäng Samsyn</translation>
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
        <source>The screen is shared</source>
        <translation>Skärmen delas</translation>
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
        <source>More for the room screen</source>
        <translation>Mer för rumsskärmen</translation>
    </message>
    <message>
        <source>On the room screen: {what}</source>
        <translation>På rumsskärmen: {what}</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Delas</translation>
    </message>
    <message>
        <source>Not shared</source>
        <translation>Delas inte</translation>
    </message>
    <message>
        <source>Shared: whole identity</source>
        <translation>Delas: hela identiteten</translation>
    </message>
    <message>
        <source>Back from radiology, R</source>
        <translation>Tillbaka från röntgen, R</translation>
    </message>
    <message>
        <source>Radiology shows</source>
        <translation>Röntgen visar</translation>
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
        <translation>Släpp</translation>
    </message>
    <message>
        <source>Nothing: the screen is black</source>
        <translation>Svart skärm</translation>
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
    <name>Sheet</name>
    <message>
        <source>Back to the patient</source>
        <translation>Tillbaka till patienten</translation>
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
</context>
<context>
    <name>StandardTexts</name>
    <message>
        <source>Search standard texts</source>
        <translation>Sök standardtext</translation>
    </message>
    <message>
        <source>No text found.</source>
        <translation>Ingen text hittades.</translation>
    </message>
    <message>
        <source>Standard texts</source>
        <translation>Standardtexter</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Title, by which the chair finds it</source>
        <translation>Rubrik som ordföranden hittar den på</translation>
    </message>
    <message>
        <source>Text. A blank is written {dos}, one that must be filled {sida!}</source>
        <translation>Text. En lucka skrivs {dos}, en som måste fyllas i {sida!}</translation>
    </message>
    <message>
        <source>Intention</source>
        <translation>Intention</translation>
    </message>
    <message>
        <source>All, or as C18, C20</source>
        <translation>Alla, eller som C18, C20</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Konferens</translation>
    </message>
    <message>
        <source>YYYY-MM-DD, or empty</source>
        <translation>ÅÅÅÅ-MM-DD, eller tomt</translation>
    </message>
    <message>
        <source>Guideline and its version</source>
        <translation>Vårdprogram och version</translation>
    </message>
    <message>
        <source>Who answers for the text</source>
        <translation>Vem som svarar för texten</translation>
    </message>
    <message>
        <source>KVÅ or SNOMED CT, or empty</source>
        <translation>KVÅ eller SNOMED CT, eller tomt</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiera</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Diagnoses</source>
        <translation>Diagnoser</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gäller från</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>Gäller till och med</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Källa</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Text that is being written</source>
        <translation>Text som skrivs</translation>
    </message>
    <message>
        <source>All conferences</source>
        <translation>Alla konferenser</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Svenska</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Engelska</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Kasta</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>Till listan</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Ta i bruk igen</translation>
    </message>
    <message>
        <source>Take out of use</source>
        <translation>Ta ur bruk</translation>
    </message>
</context>
<context>
    <name>TextLine</name>
    <message>
        <source>Valid from {day}</source>
        <translation>Gäller från {day}</translation>
    </message>
    <message>
        <source>Expired {day}</source>
        <translation>Gällde till {day}</translation>
    </message>
</context>
<context>
    <name>TextList</name>
    <message>
        <source>Search all texts, to change or copy</source>
        <translation>Sök bland alla texter, för att ändra eller kopiera</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>Ny text</translation>
    </message>
    <message>
        <source>File of texts (.json): write its path, or drop it here</source>
        <translation>Fil med texter (.json): skriv sökvägen eller släpp den här</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportera</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importera</translation>
    </message>
    <message>
        <source>Own standard texts</source>
        <translation>Egna standardtexter</translation>
    </message>
    <message>
        <source>samsyn-texts-{day}.json</source>
        <translation>samsyn-texter-{day}.json</translation>
    </message>
    <message>
        <source>OTHER TEXTS: A PRESS MAKES A COPY</source>
        <translation>ANDRA TEXTER: ETT TRYCK GÖR EN KOPIA</translation>
    </message>
    <message>
        <source>No text found.</source>
        <translation>Ingen text hittades.</translation>
    </message>
    <message>
        <source>No texts of your own yet.</source>
        <translation>Inga egna texter än.</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>Ur bruk</translation>
    </message>
</context>
<context>
    <name>TokenPage</name>
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
        <source>Who answers for that room</source>
        <translation>Vem som ansvarar för det rummet</translation>
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
    <name>_Card</name>
    <message>
        <source>Guide</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Hoppa över</translation>
    </message>
    <message>
        <source>Leave the guide</source>
        <translation>Lämna guiden</translation>
    </message>
    <message>
        <source>Step {at} of {count}</source>
        <translation>Steg {at} av {count}</translation>
    </message>
    <message>
        <source>Skip this step</source>
        <translation>Hoppa över steget</translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n ny</numerusform>
            <numerusform>%n nya</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n ändrad</numerusform>
            <numerusform>%n ändrade</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawn</source>
        <translation>
            <numerusform>%n borttagen</numerusform>
            <numerusform>%n borttagna</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n till</numerusform>
            <numerusform>%n till</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n dag</numerusform>
            <numerusform>%n dagar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_DefinitionLine</name>
    <message>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
</context>
<context>
    <name>_PageLine</name>
    <message>
        <source>Page {number}: {section}</source>
        <translation>Sida {number}: {section}</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Measure {number}: what</source>
        <translation>Insats {number}: vad</translation>
    </message>
    <message>
        <source>Measure {number}: who</source>
        <translation>Insats {number}: vem</translation>
    </message>
    <message>
        <source>Measure {number}: until</source>
        <translation>Insats {number}: senast</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Vad</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Vem</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>ÅÅÅÅ-MM-DD</translation>
    </message>
    <message>
        <source>Take away measure {number}</source>
        <translation>Ta bort insats {number}</translation>
    </message>
    <message>
        <source>Write the date as YYYY-MM-DD.</source>
        <translation>Skriv datumet som ÅÅÅÅ-MM-DD.</translation>
    </message>
</context>
<context>
    <name>guide</name>
    <message>
        <source>First one question</source>
        <translation>Först en fråga</translation>
    </message>
    <message>
        <source>Nothing may be recorded. Say whether somebody sees the screen from elsewhere: then only name and birth year stand on it.</source>
        <translation>Inget får spelas in. Säg om någon ser skärmen på distans: då står bara namn och födelseår på den.</translation>
    </message>
    <message>
        <source>Who is in the room?</source>
        <translation>Vilka är i rummet?</translation>
    </message>
    <message>
        <source>Tick some of those who are here, then press Confirm. With that you vouch for who they are. Until then nothing is shown.</source>
        <translation>Markera några som är här och tryck på Bekräfta. Då intygar du vilka de är. Innan dess visas inget.</translation>
    </message>
    <message>
        <source>Look at a patient</source>
        <translation>Titta på en patient</translation>
    </message>
    <message>
        <source>Press the first patient. The overview opens here, for you alone. The room sees nothing of it.</source>
        <translation>Tryck på den första patienten. Översikten öppnas här, bara för dig. Rummet ser inget av den.</translation>
    </message>
    <message>
        <source>Show in the room</source>
        <translation>Visa i rummet</translation>
    </message>
    <message>
        <source>Press the button, F5, or the clicker&apos;s start key. Now everybody sees it.</source>
        <translation>Tryck på knappen, F5 eller presentationsfjärrens startknapp. Nu ser alla.</translation>
    </message>
    <message>
        <source>Turn the pages</source>
        <translation>Bläddra</translation>
    </message>
    <message>
        <source>PageDown or the clicker. A press on a heading goes straight to its page.</source>
        <translation>PageDown eller presentationsfjärren. Ett tryck på en rubrik går direkt till dess sida.</translation>
    </message>
    <message>
        <source>Cover the screen</source>
        <translation>Täck skärmen</translation>
    </message>
    <message>
        <source>Black (B) hides everything at once, and brings it back. Freeze (F) lets the room keep its page while you look ahead; the waiting picture (W) leaves the patient. Try Black now.</source>
        <translation>Svart (B) döljer allt på en gång, och tar tillbaka det. Frys (F) låter rummet behålla sidan medan du tittar framåt; väntebilden (W) lämnar patienten. Prova Svart nu.</translation>
    </message>
    <message>
        <source>And back again</source>
        <translation>Och tillbaka</translation>
    </message>
    <message>
        <source>Press Back, or B once more: the same page stands there.</source>
        <translation>Tryck på Tillbaka, eller B igen: samma sida står där.</translation>
    </message>
    <message>
        <source>Somebody comes in</source>
        <translation>Någon kommer in</translation>
    </message>
    <message>
        <source>Open the attendance, tick one more, and confirm with one press. The patient stays on the screen meanwhile.</source>
        <translation>Öppna närvaron, markera en till och bekräfta med ett tryck. Patienten står kvar på skärmen under tiden.</translation>
    </message>
    <message>
        <source>Choose a text</source>
        <translation>Välj en text</translation>
    </message>
    <message>
        <source>The texts that fit stand first. Choose one; who does what is filled in already. Blanks are asked for.</source>
        <translation>Texterna som passar står först. Välj en; vem som gör vad är redan ifyllt. Luckor frågas det efter.</translation>
    </message>
    <message>
        <source>Read it back, then send</source>
        <translation>Läs upp, skicka sedan</translation>
    </message>
    <message>
        <source>Show large lets the room read the recommendation. Ctrl+Enter sends it to the record system.</source>
        <translation>Visa stort låter rummet läsa rekommendationen. Ctrl+Enter skickar den till journalsystemet.</translation>
    </message>
    <message>
        <source>The next patient</source>
        <translation>Nästa patient</translation>
    </message>
    <message>
        <source>Press another patient, or Ctrl+PageDown. Those that may not be shown say why, and what to do.</source>
        <translation>Tryck på en annan patient, eller Ctrl+PageDown. De som inte får visas säger varför, och vad som kan göras.</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>Slutet</translation>
    </message>
    <message>
        <source>End lists what is undone before anything is ended. All keys are under F1, all actions under Ctrl+K.</source>
        <translation>Avsluta listar vad som är ogjort innan något avslutas. Alla tangenter finns under F1, alla åtgärder under Ctrl+K.</translation>
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
        <source>All pages by their headings</source>
        <translation>Alla sidor efter rubrik</translation>
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
        <source>Radiology shows: the screen is theirs, and back</source>
        <translation>Röntgen visar: skärmen är deras, och tillbaka</translation>
    </message>
    <message>
        <source>The whole identity while the screen is shared, and back</source>
        <translation>Hela identiteten medan skärmen delas, och tillbaka</translation>
    </message>
    <message>
        <source>The screen is shared, or not any more</source>
        <translation>Skärmen delas, eller inte längre</translation>
    </message>
    <message>
        <source>Pointer: the room sees where you point in the preview</source>
        <translation>Pekare: rummet ser var du pekar i förhandsvisningen</translation>
    </message>
    <message>
        <source>Enlarge what you point at, and back</source>
        <translation>Förstora det du pekar på, och tillbaka</translation>
    </message>
    <message>
        <source>Uncover the pictures of the page</source>
        <translation>Visa sidans täckta bilder</translation>
    </message>
    <message>
        <source>Play the film of the page, or pause it</source>
        <translation>Spela sidans film, eller pausa</translation>
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
        <source>Attendance</source>
        <translation>Närvaro</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Checklista</translation>
    </message>
    <message>
        <source>Add a patient who is not on the agenda</source>
        <translation>Lägg till en patient utanför dagordningen</translation>
    </message>
    <message>
        <source>Move the patient up on the agenda</source>
        <translation>Flytta upp patienten på dagordningen</translation>
    </message>
    <message>
        <source>Move the patient down on the agenda</source>
        <translation>Flytta ned patienten på dagordningen</translation>
    </message>
    <message>
        <source>Postpone the patient …</source>
        <translation>Skjut upp patienten …</translation>
    </message>
    <message>
        <source>Take the patient up again</source>
        <translation>Ta upp patienten igen</translation>
    </message>
    <message>
        <source>Meet by a standard text …</source>
        <translation>Möt med standardtext …</translation>
    </message>
    <message>
        <source>Send the standard text</source>
        <translation>Skicka standardtexten</translation>
    </message>
    <message>
        <source>Send all standard texts</source>
        <translation>Skicka alla standardtexter</translation>
    </message>
    <message>
        <source>Change the conference definition …</source>
        <translation>Byt konferensmall …</translation>
    </message>
    <message>
        <source>Claim a legal ground …</source>
        <translation>Åberopa rättslig grund …</translation>
    </message>
    <message>
        <source>Register a consent or an emergency …</source>
        <translation>Registrera samtycke eller nödsituation …</translation>
    </message>
    <message>
        <source>Write and change own standard texts …</source>
        <translation>Skriv och ändra egna standardtexter …</translation>
    </message>
    <message>
        <source>Check all patients&apos; readiness</source>
        <translation>Kontrollera alla patienters underlag</translation>
    </message>
    <message>
        <source>Pick on the page, or stop picking</source>
        <translation>Välj ut på sidan, eller sluta</translation>
    </message>
    <message>
        <source>Next information to pick (in the preview)</source>
        <translation>Nästa uppgift att välja (i förhandsvisningen)</translation>
    </message>
    <message>
        <source>Previous information to pick (in the preview)</source>
        <translation>Föregående uppgift att välja (i förhandsvisningen)</translation>
    </message>
    <message>
        <source>The whole record, or the conference&apos;s overview</source>
        <translation>Hela journalen, eller konferensens översikt</translation>
    </message>
    <message>
        <source>Hide or show the clocks</source>
        <translation>Dölj eller visa klockorna</translation>
    </message>
    <message>
        <source>Undo a tick, a confirmation, a choice or a text</source>
        <translation>Ångra en bock, en bekräftelse, ett val eller en egen text</translation>
    </message>
    <message>
        <source>Room screen as a window, or filling the screen</source>
        <translation>Rumsskärmen som fönster eller över hela skärmen</translation>
    </message>
    <message>
        <source>Everything that can be done, by its name</source>
        <translation>Allt som går att göra, efter namn</translation>
    </message>
    <message>
        <source>The guide through the room</source>
        <translation>Guiden genom rummet</translation>
    </message>
    <message>
        <source>End the meeting</source>
        <translation>Avsluta mötet</translation>
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
    <message>
        <source>Back from radiology</source>
        <translation>Tillbaka från röntgen</translation>
    </message>
    <message>
        <source>Radiology shows</source>
        <translation>Röntgen visar</translation>
    </message>
    <message>
        <source>The screen is not shared any more</source>
        <translation>Skärmen delas inte längre</translation>
    </message>
    <message>
        <source>The screen is shared now</source>
        <translation>Skärmen delas nu</translation>
    </message>
    <message>
        <source>Hide the whole identity</source>
        <translation>Dölj hela identiteten</translation>
    </message>
    <message>
        <source>Show the whole identity</source>
        <translation>Visa hela identiteten</translation>
    </message>
    <message>
        <source>Pause the film</source>
        <translation>Pausa filmen</translation>
    </message>
    <message>
        <source>Play the film</source>
        <translation>Spela filmen</translation>
    </message>
    <message>
        <source>Only the conference&apos;s overview</source>
        <translation>Bara konferensens översikt</translation>
    </message>
    <message>
        <source>The whole record</source>
        <translation>Hela journalen</translation>
    </message>
    <message>
        <source>Drop the legal ground</source>
        <translation>Ta bort den rättsliga grunden</translation>
    </message>
    <message>
        <source>Back from black</source>
        <translation>Tillbaka från svart</translation>
    </message>
    <message>
        <source>Black screen</source>
        <translation>Svart skärm</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>Släpp frysningen</translation>
    </message>
    <message>
        <source>Freeze the room&apos;s page</source>
        <translation>Frys rummets sida</translation>
    </message>
    <message>
        <source>Only for the page that the room sees now.</source>
        <translation>Gäller bara sidan som rummet ser just nu.</translation>
    </message>
    <message>
        <source>The recommendation begins once a patient is shown.</source>
        <translation>Rekommendationen skrivs när en patient visas i rummet.</translation>
    </message>
    <message>
        <source>The room&apos;s page is frozen. F lets it go.</source>
        <translation>Rummets sida är fryst. F tinar den.</translation>
    </message>
    <message>
        <source>Nothing of the identity is left out: the screen is not shared, or shows nobody.</source>
        <translation>Ingen del av identiteten är dold: skärmen delas inte eller visar ingen patient.</translation>
    </message>
    <message>
        <source>No picture on this page is covered.</source>
        <translation>Ingen bild på sidan är täckt.</translation>
    </message>
    <message>
        <source>There is no film on the room&apos;s page.</source>
        <translation>Det finns ingen film på sidan som rummet ser.</translation>
    </message>
    <message>
        <source>This conference has no checklist.</source>
        <translation>Den här konferensen har ingen checklista.</translation>
    </message>
</context>
<context>
    <name>library</name>
    <message>
        <source>Looking for new standard texts …</source>
        <translation>Letar efter nya standardtexter …</translation>
    </message>
    <message>
        <source>New standard texts are being fetched</source>
        <translation>Nya standardtexter hämtas</translation>
    </message>
    <message>
        <source>{done} of {total} kB</source>
        <translation>{done} av {total} kB</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Hoppa över</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Leta igen</translation>
    </message>
    <message>
        <source>The standard texts are the newest.</source>
        <translation>Standardtexterna är de senaste.</translation>
    </message>
    <message>
        <source>The standard texts are updated: {what}.</source>
        <translation>Standardtexterna är uppdaterade: {what}.</translation>
    </message>
    <message>
        <source>The conference definitions are updated: {what}.</source>
        <translation>Konferensmallarna är uppdaterade: {what}.</translation>
    </message>
    <message>
        <source>New: {titles}.</source>
        <translation>Nya: {titles}.</translation>
    </message>
    <message>
        <source>Changed: {titles}.</source>
        <translation>Ändrade: {titles}.</translation>
    </message>
    <message>
        <source>Withdrawn: {titles}.</source>
        <translation>Borttagna: {titles}.</translation>
    </message>
    <message>
        <source>The search for new texts was stopped</source>
        <translation>Sökningen efter nya texter avbröts</translation>
    </message>
    <message>
        <source>{trouble}: the texts are from {day}{age}.</source>
        <translation>{trouble}: texterna är från {day}{age}.</translation>
    </message>
    <message>
        <source>{trouble}: the texts that came with the program are used.</source>
        <translation>{trouble}: de texter som följde med programmet används.</translation>
    </message>
    <message>
        <source>Tell whoever looks after the library.</source>
        <translation>Säg till den som sköter biblioteket.</translation>
    </message>
    <message>
        <source>Its signatures have ended since then.</source>
        <translation>Dess underskrifter har gått ut sedan dess.</translation>
    </message>
    <message>
        <source>The file of the publishers&apos; keys cannot be read</source>
        <translation>Filen med utgivarnas nycklar går inte att läsa</translation>
    </message>
    <message>
        <source>The standard texts could not be updated</source>
        <translation>Standardtexterna kunde inte uppdateras</translation>
    </message>
    <message>
        <source>No contact with the library</source>
        <translation>Ingen kontakt med biblioteket</translation>
    </message>
    <message>
        <source>The library&apos;s answer is not rightly signed and is not used</source>
        <translation>Bibliotekets svar är inte rätt underskrivet och används inte</translation>
    </message>
    <message>
        <source>The library&apos;s signatures have ended</source>
        <translation>Bibliotekets underskrifter har gått ut</translation>
    </message>
    <message>
        <source>Is this computer&apos;s clock right? Else tell whoever looks after the library.</source>
        <translation>Går datorns klocka rätt? Säg i så fall till den som sköter biblioteket.</translation>
    </message>
    <message>
        <source>What is new in the library cannot be used</source>
        <translation>Det nya i biblioteket kan inte användas</translation>
    </message>
    <message>
        <source>What is new in the library needs a newer Samsyn</source>
        <translation>Det nya i biblioteket kräver en nyare Samsyn</translation>
    </message>
    <message>
        <source>Ask for an update of the program.</source>
        <translation>Be om en uppdatering av programmet.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Disken är full</translation>
    </message>
    <message>
        <source>Make room on it, then look again.</source>
        <translation>Frigör plats på den och leta sedan igen.</translation>
    </message>
    <message>
        <source>The library&apos;s folder cannot be written to</source>
        <translation>Det går inte att skriva i bibliotekets mapp</translation>
    </message>
    <message>
        <source>Ask for the right to write in it.</source>
        <translation>Be om rätt att skriva i den.</translation>
    </message>
    <message>
        <source>Another program is updating the standard texts</source>
        <translation>Ett annat program uppdaterar standardtexterna</translation>
    </message>
</context>
<context>
    <name>opening</name>
    <message>
        <source>The practice meeting is being prepared. It begins anew each time.</source>
        <translation>Övningsmötet förbereds. Det börjar om varje gång.</translation>
    </message>
    <message>
        <source>The meetings are being fetched …</source>
        <translation>Mötena hämtas …</translation>
    </message>
    <message>
        <source>There is no meeting today, and none in the days to come.</source>
        <translation>Det finns inget möte i dag, och inget de närmaste dagarna.</translation>
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
    <message>
        <source>The certificate could not be opened. Is the passphrase right, and the file there?</source>
        <translation>Certifikatet kunde inte öppnas. Är lösenfrasen rätt, och finns filen?</translation>
    </message>
    <message>
        <source>The sign-in is being opened …</source>
        <translation>Inloggningen öppnas …</translation>
    </message>
    <message>
        <source>Go back to Samsyn. This window can be closed.</source>
        <translation>Gå tillbaka till Samsyn. Det här fönstret kan stängas.</translation>
    </message>
    <message>
        <source>Nobody was signed in. Go back to Samsyn to try again.</source>
        <translation>Ingen loggades in. Gå tillbaka till Samsyn för att försöka igen.</translation>
    </message>
    <message>
        <source>This does not belong to the sign-in that Samsyn waits for.</source>
        <translation>Det här hör inte till den inloggning som Samsyn väntar på.</translation>
    </message>
    <message>
        <source>Your sign-in ends at {time}.</source>
        <translation>Din inloggning går ut kl. {time}.</translation>
    </message>
    <message>
        <source>Sign in again and the meeting goes on as it is.</source>
        <translation>Logga in igen, så fortsätter mötet som det är.</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Logga in igen</translation>
    </message>
    <message>
        <source>Sign in in the browser, then come back here.</source>
        <translation>Logga in i webbläsaren och kom sedan tillbaka hit.</translation>
    </message>
    <message>
        <source>Open the browser again</source>
        <translation>Öppna webbläsaren igen</translation>
    </message>
    <message>
        <source>The sign-in does not answer as it should. Check that this computer is on the hospital&apos;s network, then try again.</source>
        <translation>Inloggningstjänsten svarar inte som den ska. Kontrollera att datorn är på sjukhusets nät och försök igen.</translation>
    </message>
    <message>
        <source>Somebody else signed in. This meeting is open in {name}&apos;s name.</source>
        <translation>Någon annan loggade in. Mötet är öppnat av {name}.</translation>
    </message>
</context>
<context>
    <name>reach</name>
    <message>
        <source>Check again in a moment.</source>
        <translation>Kontrollera igen om en stund.</translation>
    </message>
    <message>
        <source>No patient relation is registered for you.</source>
        <translation>Ingen patientrelation är registrerad för dig.</translation>
    </message>
    <message>
        <source>Register it in the record system, then check again.</source>
        <translation>Registrera den i journalsystemet och kontrollera igen.</translation>
    </message>
    <message>
        <source>The patient relation could not be checked.</source>
        <translation>Patientrelationen kunde inte kontrolleras.</translation>
    </message>
    <message>
        <source>Own information only.</source>
        <translation>Bara egna uppgifter.</translation>
    </message>
    <message>
        <source>Only your care provider&apos;s own information is shown.</source>
        <translation>Bara den egna vårdgivarens uppgifter visas.</translation>
    </message>
    <message>
        <source>Consent to others&apos; information is missing.</source>
        <translation>Samtycke till andras uppgifter saknas.</translation>
    </message>
    <message>
        <source>Ask the patient.</source>
        <translation>Fråga patienten.</translation>
    </message>
    <message>
        <source>The patient has said no to sharing information.</source>
        <translation>Patienten har sagt nej till att uppgifter delas.</translation>
    </message>
    <message>
        <source>Go on with what there is.</source>
        <translation>Fortsätt med det som finns.</translation>
    </message>
    <message>
        <source>The consent could not be checked.</source>
        <translation>Samtycket kunde inte kontrolleras.</translation>
    </message>
    <message>
        <source>The national access log does not answer.</source>
        <translation>Den nationella åtkomstloggen svarar inte.</translation>
    </message>
    <message>
        <source>The national services do not answer.</source>
        <translation>De nationella tjänsterna svarar inte.</translation>
    </message>
    <message>
        <source>There is blocked information.</source>
        <translation>Spärrade uppgifter finns.</translation>
    </message>
    <message>
        <source>There is blocked information at {providers}. Call them: only they can lift the block.</source>
        <translation>Spärrade uppgifter finns hos {providers}. Ring dem: bara de kan häva spärren.</translation>
    </message>
    <message>
        <source>What the patient has blocked could not be checked, and is not shown. Open the patient again in a moment.</source>
        <translation>Spärrarna kunde inte kontrolleras, så det som kan vara spärrat visas inte. Öppna patienten igen om en stund.</translation>
    </message>
</context>
<context>
    <name>readiness</name>
    <message>
        <source>Missing: {what}.</source>
        <translation>Saknas: {what}.</translation>
    </message>
    <message>
        <source>Not here: {what}.</source>
        <translation>Inte här: {what}.</translation>
    </message>
    <message>
        <source>There is blocked information.</source>
        <translation>Spärrade uppgifter finns.</translation>
    </message>
    <message>
        <source>Not everything could be fetched.</source>
        <translation>Allt kunde inte hämtas.</translation>
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
        <translation>Vårdnadshavare, närstående</translation>
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
        <source>Undo the own text</source>
        <translation>Ångra egen text</translation>
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
        <source>Standard text not sent</source>
        <translation>Standardtexten inte skickad</translation>
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
    <message>
        <source>the agenda</source>
        <translation>dagordningen</translation>
    </message>
    <message>
        <source>the meeting&apos;s figures</source>
        <translation>mötets siffror</translation>
    </message>
    <message>
        <source>an own standard text</source>
        <translation>en egen standardtext</translation>
    </message>
    <message>
        <source>a personal identity number</source>
        <translation>ett personnummer</translation>
    </message>
    <message>
        <source>a reserve number</source>
        <translation>ett reservnummer</translation>
    </message>
    <message>
        <source>a date of birth</source>
        <translation>ett födelsedatum</translation>
    </message>
    <message>
        <source>the name of somebody in this meeting</source>
        <translation>namnet på någon i mötet</translation>
    </message>
    <message>
        <source>a telephone number</source>
        <translation>ett telefonnummer</translation>
    </message>
    <message>
        <source>an e-mail address</source>
        <translation>en e-postadress</translation>
    </message>
    <message>
        <source>Pathology is missing</source>
        <translation>Patologi saknas</translation>
    </message>
    <message>
        <source>Radiology is missing</source>
        <translation>Röntgen saknas</translation>
    </message>
    <message>
        <source>Other information is missing</source>
        <translation>Annat underlag saknas</translation>
    </message>
    <message>
        <source>Nobody to present</source>
        <translation>Föredragande saknas</translation>
    </message>
    <message>
        <source>A competence is missing</source>
        <translation>En kompetens saknas</translation>
    </message>
    <message>
        <source>Consent is missing</source>
        <translation>Samtycke saknas</translation>
    </message>
    <message>
        <source>The patient wants it</source>
        <translation>Patientens önskemål</translation>
    </message>
    <message>
        <source>Not enough time</source>
        <translation>Tiden räcker inte</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Annat skäl</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Nödsituation</translation>
    </message>
    <message>
        <source>Cannot consent</source>
        <translation>Kan inte samtycka</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Samtycke</translation>
    </message>
    <message>
        <source>woman</source>
        <translation>kvinna</translation>
    </message>
    <message>
        <source>man</source>
        <translation>man</translation>
    </message>
    <message>
        <source>other sex</source>
        <translation>annat kön</translation>
    </message>
    <message>
        <source>sex not known</source>
        <translation>kön okänt</translation>
    </message>
    <message>
        <source>The number is wrong: check its digits.</source>
        <translation>Numret stämmer inte. Kontrollera siffrorna.</translation>
    </message>
    <message>
        <source>Looking up …</source>
        <translation>Söker …</translation>
    </message>
    <message>
        <source>Is this the right patient?</source>
        <translation>Är det här rätt patient?</translation>
    </message>
    <message>
        <source>The record system knows nobody with this number.</source>
        <translation>Journalsystemet känner ingen med det numret.</translation>
    </message>
    <message>
        <source>The patient is on the agenda already.</source>
        <translation>Patienten finns redan på dagordningen.</translation>
    </message>
    <message>
        <source>The number could not be looked up.</source>
        <translation>Numret kunde inte sökas upp.</translation>
    </message>
    <message>
        <source>Being added to the agenda …</source>
        <translation>Läggs till på dagordningen …</translation>
    </message>
    <message>
        <source>Write the recommendation.</source>
        <translation>Skriv rekommendationen.</translation>
    </message>
    <message>
        <source>Fill in the blanks.</source>
        <translation>Fyll i luckorna.</translation>
    </message>
    <message>
        <source>Write why it departs from the guideline.</source>
        <translation>Skriv varför det avviker från vårdprogrammet.</translation>
    </message>
    <message>
        <source>Write to whom the referral goes.</source>
        <translation>Skriv vart remissen ska.</translation>
    </message>
    <message>
        <source>Write what is to be done.</source>
        <translation>Skriv vad som ska göras.</translation>
    </message>
    <message>
        <source>{number} months, {sex}</source>
        <translation>{number} månader, {sex}</translation>
    </message>
    <message>
        <source>{number} years, {sex}</source>
        <translation>{number} år, {sex}</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>Saved. Ctrl+Z takes it back.</source>
        <translation>Sparad. Ctrl+Z ångrar.</translation>
    </message>
    <message>
        <source>Out of use. Ctrl+Z takes it back.</source>
        <translation>Tagen ur bruk. Ctrl+Z ångrar.</translation>
    </message>
    <message>
        <source>In use again.</source>
        <translation>I bruk igen.</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Ångrat.</translation>
    </message>
    <message>
        <source>Written to the file. Texts: {count}.</source>
        <translation>Skrivet till filen. Texter: {count}.</translation>
    </message>
    <message>
        <source>Imported. New or changed texts: {count}.</source>
        <translation>Importerat. Nya eller ändrade texter: {count}.</translation>
    </message>
    <message>
        <source>Not saved: it tells who somebody is.</source>
        <translation>Inte sparat: det röjer vem någon är.</translation>
    </message>
    <message>
        <source>the title</source>
        <translation>rubriken</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>texten</translation>
    </message>
    <message>
        <source>the source</source>
        <translation>källan</translation>
    </message>
    <message>
        <source>the unit</source>
        <translation>enheten</translation>
    </message>
    <message>
        <source>the diagnoses</source>
        <translation>diagnoserna</translation>
    </message>
    <message>
        <source>Write the code as JFB46 (KVÅ) or 25153006 (SNOMED CT).</source>
        <translation>Skriv koden som JFB46 (KVÅ) eller 25153006 (SNOMED CT).</translation>
    </message>
    <message>
        <source>Write a title of at most 200 characters.</source>
        <translation>Skriv en rubrik på högst 200 tecken.</translation>
    </message>
    <message>
        <source>Write a text of at most 4000 characters. Every brace must be closed, around a name.</source>
        <translation>Skriv en text på högst 4000 tecken. Varje klammer måste stängas, runt ett namn.</translation>
    </message>
    <message>
        <source>Write diagnoses as they begin: C18, C20.</source>
        <translation>Skriv hur diagnoserna börjar: C18, C20.</translation>
    </message>
    <message>
        <source>Write the day as 2026-01-31.</source>
        <translation>Skriv dagen som 2026-01-31.</translation>
    </message>
    <message>
        <source>Write the day as 2026-01-31, not before the first.</source>
        <translation>Skriv dagen som 2026-01-31, inte före den första.</translation>
    </message>
    <message>
        <source>It is a practice text, which nobody has reviewed.</source>
        <translation>Det är en övningstext som ingen har granskat.</translation>
    </message>
    <message>
        <source>It is no file of standard texts, or something in it is wrong.</source>
        <translation>Det är ingen fil med standardtexter, eller något i den är fel.</translation>
    </message>
    <message>
        <source>Nothing written is lost.</source>
        <translation>Inget du skrivit är borta.</translation>
    </message>
    <message>
        <source>May not be saved: {places}. It is marked.</source>
        <translation>Får inte sparas: {places}. Det är markerat.</translation>
    </message>
    <message>
        <source>text {number}, {place}</source>
        <translation>text {number}, {place}</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} till</translation>
    </message>
    <message>
        <source>In the file: {places}.</source>
        <translation>I filen: {places}.</translation>
    </message>
    <message>
        <source>{what} in {field}</source>
        <translation>{what} i {field}</translation>
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
        <source>The sign-in was not accepted. Try again.</source>
        <translation>Inloggningen godtogs inte. Försök igen.</translation>
    </message>
    <message>
        <source>Nobody was signed in.</source>
        <translation>Ingen loggades in.</translation>
    </message>
    <message>
        <source>The sign-in&apos;s answer could not be verified, so it was not used. Tell the IT desk.</source>
        <translation>Inloggningens svar gick inte att verifiera och användes inte. Kontakta it-supporten.</translation>
    </message>
    <message>
        <source>You are not invited to this meeting. Ask the coordinator to add you, or sign in as somebody who is.</source>
        <translation>Du är inte kallad till det här mötet. Be koordinatorn lägga till dig, eller låt någon som är kallad logga in.</translation>
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
        <source>The national access log does not answer.</source>
        <translation>Den nationella åtkomstloggen svarar inte.</translation>
    </message>
    <message>
        <source>What the patient has blocked could not be checked.</source>
        <translation>Det gick inte att kontrollera vad patienten har spärrat.</translation>
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
        <source>The file of own texts cannot be read or written.</source>
        <translation>Filen kan inte läsas eller skrivas.</translation>
    </message>
    <message>
        <source>A newer Samsyn has written the library. It is left as it is.</source>
        <translation>En nyare Samsyn har skrivit biblioteket. Det lämnas som det är.</translation>
    </message>
    <message>
        <source>The library&apos;s file is damaged. It is left as it is.</source>
        <translation>Bibliotekets fil är skadad. Den lämnas som den är.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Disken är full.</translation>
    </message>
    <message>
        <source>The file or its folder may not be written or read here.</source>
        <translation>Filen eller mappen får inte läsas eller skrivas här.</translation>
    </message>
    <message>
        <source>Another program uses the library just now.</source>
        <translation>Ett annat program använder biblioteket just nu.</translation>
    </message>
    <message>
        <source>Somebody else changed this text meanwhile. Press Copy to save yours as a new one.</source>
        <translation>Någon annan har ändrat texten under tiden. Tryck Kopiera så sparas din som en ny.</translation>
    </message>
    <message>
        <source>There is a file of that name already. Choose another name.</source>
        <translation>Det finns redan en fil med det namnet. Välj ett annat.</translation>
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
        <translation>Väntar på din bekräftelse: {people}.</translation>
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
        <translation>Behöver ditt godkännande för den här patienten: {people}.</translation>
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
        <source>The patient has not agreed that they take part: {people}.</source>
        <translation>Patienten har inte samtyckt till att de deltar: {people}.</translation>
    </message>
    <message>
        <source>Ask the patient and register the consent, or ask them to leave the room.</source>
        <translation>Fråga patienten och registrera samtycket, eller be dem lämna rummet.</translation>
    </message>
    <message>
        <source>May not see a shared screen: {people}.</source>
        <translation>Får inte se en delad skärm: {people}.</translation>
    </message>
    <message>
        <source>Stop sharing the screen, or ask them to hang up.</source>
        <translation>Sluta dela skärmen, eller be dem lägga på.</translation>
    </message>
    <message>
        <source>The national services do not know you: your HSA-id, unit or care provider is missing.</source>
        <translation>De nationella tjänsterna känner inte igen dig: ditt HSA-id, din enhet eller vårdgivare saknas.</translation>
    </message>
    <message>
        <source>Have it entered in the record system&apos;s staff directory.</source>
        <translation>Låt någon föra in det i journalsystemets personalkatalog.</translation>
    </message>
    <message>
        <source>Their care provider has no consent or relation: {people}.</source>
        <translation>Deras vårdgivare har inget samtycke eller ingen patientrelation: {people}.</translation>
    </message>
    <message>
        <source>Ask them to leave the room and press Left, or to register it at their unit.</source>
        <translation>Be dem lämna rummet och tryck på Gick, eller registrera det på sin enhet.</translation>
    </message>
    <message>
        <source>The case is postponed.</source>
        <translation>Patienten är uppskjuten.</translation>
    </message>
    <message>
        <source>Take it up again first: the patient&apos;s menu.</source>
        <translation>Ta först upp patienten igen, i patientens meny.</translation>
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
        <source>Take up again</source>
        <translation>Ta upp igen</translation>
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
        <source>The record system refuses what Samsyn writes.</source>
        <translation>Journalsystemet tar inte emot det som Samsyn skriver.</translation>
    </message>
    <message>
        <source>If it does so again: close Samsyn and sign in again. The meeting goes on.</source>
        <translation>Händer det igen: stäng Samsyn och logga in på nytt. Mötet fortsätter där det var.</translation>
    </message>
    <message>
        <source>What was read is in the record system&apos;s log, and waits here.</source>
        <translation>Läsningen finns i journalsystemets logg och väntar här.</translation>
    </message>
    <message>
        <source>Register it again, or in the record system.</source>
        <translation>Registrera det igen, eller i journalsystemet.</translation>
    </message>
    <message>
        <source>Own and installed texts are not there.</source>
        <translation>Egna och installerade texter går inte att läsa.</translation>
    </message>
    <message>
        <source>What Samsyn brings along is offered meanwhile.</source>
        <translation>Det som följer med Samsyn erbjuds så länge.</translation>
    </message>
    <message>
        <source>The change of the agenda was not saved at the record system.</source>
        <translation>Ändringen av dagordningen sparades inte i journalsystemet.</translation>
    </message>
    <message>
        <source>Make the change again.</source>
        <translation>Gör om ändringen.</translation>
    </message>
    <message>
        <source>The attendance is not saved at the record system yet.</source>
        <translation>Närvaron är inte sparad i journalsystemet ännu.</translation>
    </message>
    <message>
        <source>There is no such file or folder.</source>
        <translation>Det finns ingen sådan fil eller mapp.</translation>
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
        <source>Something is left to say before it is sent.</source>
        <translation>Något återstår att säga innan den skickas.</translation>
    </message>
    <message>
        <source>It is marked at its place.</source>
        <translation>Det är markerat på sin plats.</translation>
    </message>
    <message>
        <source>The consent for {case} was not registered: the service, or a log, said no.</source>
        <translation>Samtycket för {case} registrerades inte: tjänsten eller en logg sade nej.</translation>
    </message>
    <message>
        <source>Somebody must answer by name for a remote room.</source>
        <translation>Någon måste med namn ansvara för ett fjärrum.</translation>
    </message>
    <message>
        <source>Write who it is under Attendance.</source>
        <translation>Skriv vem det är under Närvaro.</translation>
    </message>
    <message>
        <source>The screen is shared, and the pictures are intimate.</source>
        <translation>Skärmen delas, och bilderna är intima.</translation>
    </message>
    <message>
        <source>Show them only if everybody who sees them should.</source>
        <translation>Visa dem bara om alla som ser dem ska göra det.</translation>
    </message>
    <message>
        <source>Show them all the same</source>
        <translation>Visa dem ändå</translation>
    </message>
    <message>
        <source>The text has blanks that somebody must fill in.</source>
        <translation>Texten har luckor som någon måste fylla i.</translation>
    </message>
    <message>
        <source>Take {case} in the meeting, or choose another text.</source>
        <translation>Ta {case} på mötet, eller välj en annan text.</translation>
    </message>
    <message>
        <source>Somebody else changed the agenda.</source>
        <translation>Någon annan har ändrat dagordningen.</translation>
    </message>
    <message>
        <source>This is how it is now.</source>
        <translation>Så här är den nu.</translation>
    </message>
    <message>
        <source>The meeting&apos;s figures could not be sent.</source>
        <translation>Mötets siffror kunde inte skickas.</translation>
    </message>
    <message>
        <source>Nothing else depends on them.</source>
        <translation>Inget annat beror på dem.</translation>
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
