"""Between the window and the training process: the process, its worker thread, the mailbox.

The one place where ``training`` knows Qt. Never here: a step of training.
"""
