"""The commands: `entry_points` starts them, `console` is what they share. They need the extra `cli`."""
