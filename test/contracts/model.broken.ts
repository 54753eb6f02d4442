// The folders in model.files: one model that is whole and several with one thing wrong, for tests that load them as the page does.
import { safetensors, tinyModel } from './model.tiny'

/** Folder → file → content. */
export function brokenFolders(): Record<string, Record<string, Uint8Array>> {
  const { tensors } = tinyModel()
  const named = (name: string): Record<string, unknown> => tinyModel([`${name}-warm`, `${name}-cold`]).json
  const whole = { 'weights.safetensors': new Uint8Array(safetensors(tensors)) }
  const sick = { ...tensors, 'mix.gamma': { shape: [2, 3], data: [1, 1, Number.NaN, 1, 1, 1] } }
  const bent = { ...tensors, 'mix.kernel': { shape: [3, 3, 9], data: tensors['mix.kernel']?.data ?? [] } }
  return {
    whole: { 'model.json': text(named('whole')), ...whole },
    other: { 'model.json': text(named('other')), ...whole },
    light: { 'model.json': text({ ...named('whole'), editionOf: 'whole' }), ...whole },
    nan: { 'model.json': text(named('nan')), 'weights.safetensors': new Uint8Array(safetensors(sick)) },
    shape: { 'model.json': text(named('shape')), 'weights.safetensors': new Uint8Array(safetensors(bent)) },
    short: {
      'model.json': text(named('short')),
      'weights.safetensors': whole['weights.safetensors'].slice(0, -40),
    },
    missing: { 'model.json': text(named('missing')) },
    damaged: { 'model.json': text(named('damaged')).slice(0, 120) },
    liar: {
      // Its self-test expects another painting than it makes.
      'model.json': text({ ...named('liar'), selfTest: 'selftest.json' }),
      'selftest.json': text({
        width: 8,
        height: 8,
        picture: btoa('\u0010'.repeat(192)),
        cases: [{ mix: { 'liar-warm': 1 }, painting: btoa('\u0000'.repeat(192)) }],
      }),
      ...whole,
    },
  }
}

function text(json: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(json, null, 1)}\n`)
}
