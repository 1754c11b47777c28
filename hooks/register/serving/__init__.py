"""Answers a browser on this machine: with pages that are made when they are asked for, and with the editor."""
