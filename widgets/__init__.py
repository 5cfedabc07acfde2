"""Forms, panels and views: Qt, pyqtgraph and numpy; never torch."""
