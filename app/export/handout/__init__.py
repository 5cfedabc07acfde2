"""A handout: one HTML file that replays runs without network, on a phone too.

``collect`` thins out what was recorded, ``pack`` makes it small, ``page`` puts it into the page
whose parts are in ``resources/handout``. Never here: a picture of a view.
"""
