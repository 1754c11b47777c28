"""The published data of many bodies side by side: compared by stage and colour, each body in its own words."""
