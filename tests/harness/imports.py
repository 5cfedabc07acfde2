"""Who imports whom: imports for the type checker alone and those inside functions count too."""

import grimp
import networkx

ROOMS = ("app", "widgets", "training")


def circles(*packages: str) -> set[frozenset[str]]:
    """Return the sets of modules each of which needs, by some way, all the others of its set."""
    graph = grimp.build_graph(*packages, exclude_type_checking_imports=False, cache_dir=None)
    arrows = networkx.DiGraph()
    for module in graph.modules:
        found = graph.find_modules_directly_imported_by(module)
        arrows.add_edges_from((module, imported) for imported in found)
    sets = networkx.strongly_connected_components(arrows)
    return {frozenset(modules) for modules in sets if len(modules) > 1}
