"""What may happen in the room: gate, attendance, the meeting's use cases, and their ports. Pure."""
