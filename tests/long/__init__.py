"""Programs that run for hours to find faults; no test collects them."""
