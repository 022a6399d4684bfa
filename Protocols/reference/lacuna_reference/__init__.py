# SPDX-License-Identifier: Apache-2.0
"""The other side of lacuna/1, written from the pages in Protocols/ alone. See README.md beside this package."""
