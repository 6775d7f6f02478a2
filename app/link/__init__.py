"""Messages and framing between the console and a case process."""
