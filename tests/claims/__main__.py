"""``python -m tests.claims [--seeds N] [--only SOURCE ...]`` walks all claims, also slow ones."""

import argparse
import sys

from tests.claims.claim import walked
from tests.claims.table import CLAIMS


def main() -> int:
    """Walk the claims, and say which do not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="presets or lessons")
    options = parser.parse_args()
    claims = [c for c in CLAIMS if not options.only or c.source in options.only]
    failed = 0
    for claim, seed, holds in walked(claims, options.seeds):
        verdict = "holds" if holds else "FAILS"
        print(f"{verdict} {claim.source} seed {seed}: {claim.says}", flush=True)
        failed += not holds
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
