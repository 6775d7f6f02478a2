"""The chair's window: one immutable `RoomState` in, use cases of `Room` out; no own logic."""
