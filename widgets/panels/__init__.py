"""Panels: forms for the parts of an experiment, and the transport bar."""
