"""The engine of Fanhua: settings, data, training and readings; Qt only in ``worker``."""
