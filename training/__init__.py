"""The engine of Fanhua: settings, data, training, readings and what is stored of them.

Never here: a widget; Qt only in ``link``, torch only in ``engine`` and ``learner``.
"""
