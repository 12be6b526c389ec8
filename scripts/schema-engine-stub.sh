#!/bin/sh
# Prisma's CLI asks for a schema engine binary that `generate` never runs; migrations use the WASM engine instead.
exit 1
