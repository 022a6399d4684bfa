# SPDX-License-Identifier: Apache-2.0
"""OpenMined's PSI, both parties in one process, for it has no transport: INPUT OTHER-INPUT."""
import sys
import time

import private_set_intersection.python as psi


def keys(path):
    with open(path, encoding="utf-8") as lines:
        next(lines)
        return [line.split(",")[0] for line in lines]


def main():
    start = time.monotonic(), time.process_time()
    own, others = keys(sys.argv[1]), keys(sys.argv[2])
    client = psi.client.CreateWithNewKey(False)
    server = psi.server.CreateWithNewKey(False)
    setup = server.CreateSetupMessage(1e-9, len(own), others, psi.DataStructure.GCS)
    request = client.CreateRequest(own)
    response = server.ProcessRequest(request)
    size = client.GetIntersectionSize(setup, response)
    print("wall", time.monotonic() - start[0])
    print("processor", time.process_time() - start[1])
    print("found", size)
    print("sent", sum(len(each.SerializeToString()) for each in (setup, request, response)))


main()
