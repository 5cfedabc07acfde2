"""An experiment made ready: data, spectrum and what stands beside the network.

Never torch: the window shows it before anything is trained.
"""
