"""The figures of twenty-five districts: counted, told, compared, and printed."""
