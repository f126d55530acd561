"""The vendor, simulated: the same contract answered in process, free of charge, by creator id."""
