"""What the bundled programs run; see ``leukodesk.spec``."""

import multiprocessing

from leukodesk.__main__ import main

if __name__ == "__main__":
    # Where processes are spawned, those that prepare crops for a graphics card enter here as well.
    multiprocessing.freeze_support()
    main()
