# SPDX-License-Identifier: Apache-2.0
"""One party of SecretFlow's PSI, as it comes: PROTOCOL RANK PORT OTHER-PORT INPUT OUTPUT."""
import sys
import time

import spu.libspu as libspu
import spu.psi as psi

CONFIGS = {
    "ecdh": lambda: psi.PsiProtocolConfig(
        protocol=psi.PsiProtocol.PROTOCOL_ECDH,
        ecdh_params=psi.EcdhParams(curve=psi.EllipticCurveType.CURVE_25519)),
    "rr22": lambda: psi.PsiProtocolConfig(protocol=psi.PsiProtocol.PROTOCOL_RR22),
}


def main():
    protocol, rank, port, other, source, target = sys.argv[1:]
    rank = int(rank)
    ports = [port, other] if rank == 0 else [other, port]
    start = time.monotonic(), time.process_time()
    description = libspu.link.Desc()
    for number, each in enumerate(ports):
        description.add_party(str(number), f"127.0.0.1:{each}")
    context = libspu.link.create_brpc(description, rank)
    config = CONFIGS[protocol]()
    config.receiver_rank = 0
    report = psi.psi_execute(
        psi.PsiExecuteConfig(
            protocol_conf=config,
            input_params=psi.InputParams(
                type=psi.SourceType.SOURCE_TYPE_FILE_CSV, path=source, selected_keys=["key"],
                keys_unique=True),
            output_params=psi.OutputParams(
                type=psi.SourceType.SOURCE_TYPE_FILE_CSV, path=target, disable_alignment=True)),
        context)
    context.stop_link()
    print("wall", time.monotonic() - start[0])
    print("processor", time.process_time() - start[1])
    if rank == 0:
        print("found", report.intersection_count)


main()
