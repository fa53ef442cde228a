"""The command lines: `entry_points` starts them, `console` is what they share; they need the extra `cli`."""
