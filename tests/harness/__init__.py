"""What tests share: programs without a window, samples, engines, screens. Never here: a test."""
