"""Composition: the only place where widgets meet the training thread."""
