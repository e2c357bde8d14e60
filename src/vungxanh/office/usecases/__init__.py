"""What can be done: one module per noun, one keyword-only function per change."""
