"""Files that users choose: projects, experiments, tables, downloads, what was recovered.

Never the format of a project: that is ``training.store``.
"""
