<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>AttendancePanel</name>
    <message numerus="yes">
        <source>%n confirmed here</source>
        <translation>
            <numerusform>%n confirmed here</numerusform>
            <numerusform>%n confirmed here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm all who are ticked (%n)</source>
        <translation>
            <numerusform>Confirm all who are ticked (%n)</numerusform>
            <numerusform>Confirm all who are ticked (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskPanel</name>
    <message numerus="yes">
        <source>%n picked</source>
        <translation>
            <numerusform>%n picked</numerusform>
            <numerusform>%n picked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message numerus="yes">
        <source>%n thing(s) wait to reach the record system. Wait a moment.</source>
        <translation>
            <numerusform>%n thing waits to reach the record system. Wait a moment.</numerusform>
            <numerusform>%n things wait to reach the record system. Wait a moment.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patients shown</source>
        <translation>
            <numerusform>%n patient shown</numerusform>
            <numerusform>%n patients shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n more below these</source>
        <translation>
            <numerusform>%n more below these</numerusform>
            <numerusform>%n more below these</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PresenceCard</name>
    <message numerus="yes">
        <source>Attendance: %n</source>
        <translation>
            <numerusform>Attendance: %n</numerusform>
            <numerusform>Attendance: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more in the list</source>
        <translation>
            <numerusform>%n more in the list</numerusform>
            <numerusform>%n more in the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawn</source>
        <translation>
            <numerusform>%n withdrawn</numerusform>
            <numerusform>%n withdrawn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
</TS>
