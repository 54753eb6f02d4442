// Writes the protocol buffer wire format (protobuf.dev/programming-guides/encoding): as much of it as an ONNX file needs.

const VARINT = 0
const LENGTH = 2
const FIXED32 = 5

/** One message; fields in the order they are written. */
export class Message {
  private readonly parts: Uint8Array[] = []

  /** int32, int64, enum: `value` is a whole number up to 2^53. */
  int(field: number, value: number): this {
    return this.key(field, VARINT).add(varint(BigInt(value)))
  }

  float(field: number, value: number): this {
    return this.key(field, FIXED32).add(new Uint8Array(Float32Array.of(value).buffer))
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value))
  }

  bytes(field: number, value: Uint8Array): this {
    return this.key(field, LENGTH)
      .add(varint(BigInt(value.length)))
      .add(value)
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.finish())
  }

  finish(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of this.parts) {
      all.set(part, at)
      at += part.length
    }
    return all
  }

  private key(field: number, wire: number): this {
    return this.add(varint(BigInt(field * 8 + wire)))
  }

  private add(part: Uint8Array): this {
    this.parts.push(part)
    return this
  }
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  return Uint8Array.from([...bytes, Number(rest)])
}
