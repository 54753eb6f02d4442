// GLSL as sketches write it, said in WGSL; a browser draws it in test/contracts.
import { describe, expect, it } from 'vitest'
import { toWgsl } from './to-wgsl'

const PARAMS = { _st: 'vec2', _c0: 'vec4', time: 'float', k: 'float', tex: 'sampler2D' }

function said(body: string, library: readonly string[] = []): string {
  return toWgsl({ name: 'made', type: 'vec4', params: PARAMS, body, library }).code
}
/** What the body comes to, without what is the same for all. */
function lines(body: string): string {
  const [, inside = ''] = /\n\{\n([^]*)\n\}\nreturn vec4<f32>\(\);\n\}$/.exec(said(body)) ?? []
  return inside.replace(/\s*\n\s*/g, ' ')
}

describe('a body', () => {
  it('has its arguments as variables, and a name of its own', () => {
    expect(said('return _c0;')).toBe(
      [
        'fn made(p__st: vec2<f32>, p__c0: vec4<f32>, p_time: f32, p_k: f32, p_tex: texture_2d<f32>, p_tex_sampler: sampler) -> vec4<f32> {',
        'var v__st = p__st;\nvar v__c0 = p__c0;\nvar v_time = p_time;\nvar v_k = p_k;',
        '{\nreturn v__c0;\n}\nreturn vec4<f32>();\n}',
      ].join('\n'),
    )
  })

  it.each([
    ['float a = 1., b = .5; int i = 2;', 'var v_a: f32 = 1.0; var v_b: f32 = 0.5; var v_i: i32 = 2;'],
    ['const highp float e = 1e-3;', 'var v_e: f32 = 1.0e-3;'],
    ['vec3 c = vec3(1, k, .2).bgr * 2.;', 'var v_c: vec3<f32> = (vec3<f32>(1.0, v_k, 0.2).zyx * 2.0);'],
    ['vec2 p = vec2(_c0);', 'var v_p: vec2<f32> = v__c0.xy;'],
    ['vec4 p = vec4(_st, 0, 1);', 'var v_p: vec4<f32> = vec4<f32>(v__st, 0.0, 1.0);'],
    ['float a = mod(k, 2.);', 'var v_a: f32 = glsl_mod_float(v_k, 2.0);'],
    ['vec2 p = mod(_st, .5);', 'var v_p: vec2<f32> = glsl_mod_vec2(v__st, vec2<f32>(0.5));'],
    ['vec2 p = clamp(_st, 0., k);', 'var v_p: vec2<f32> = clamp(v__st, vec2<f32>(0.0), vec2<f32>(v_k));'],
    ['float a = atan(_st.y, _st.x);', 'var v_a: f32 = atan2(v__st.y, v__st.x);'],
    ['float a = k > .5 ? 1. : 0.;', 'var v_a: f32 = select(0.0, 1.0, (v_k > 0.5));'],
    ['bool b = _st == vec2(0);', 'var v_b: bool = all(v__st == vec2<f32>(0));'],
    ['_c0.rg *= 2.;', 'let t_0: vec2<f32> = (v__c0.xy * 2.0); v__c0.x = t_0.x; v__c0.y = t_0.y;'],
    ['_c0.a -= k;', 'v__c0.w = (v__c0.w - v_k);'],
    ['_st *= mat2(1, 0, 0, 1);', 'v__st = (v__st * mat2x2<f32>(1.0, 0.0, 0.0, 1.0));'],
    ['mat2 m = mat2(2.); m[0][1] = k;', 'var v_m: mat2x2<f32> = mat2x2<f32>(2.0, 0.0, 0.0, 2.0); v_m[0][1] = v_k;'],
    ['float a[2]; a[1] = k;', 'var v_a: array<f32, 2>; v_a[1] = v_k;'],
    ['vec4 t = texture2D(tex, _st);', 'var v_t: vec4<f32> = textureSampleLevel(p_tex, p_tex_sampler, v__st, 0.0);'],
    ['if (k > 1.) return _c0; else k = 2.;', 'if ((v_k > 1.0)) { return v__c0; } else { v_k = 2.0; }'],
    ['k = _st.x = 1.;', 'v__st.x = 1.0; v_k = v__st.x;'],
    ['{ float k = 3.; }', '{ var v_k: f32 = 3.0; }'],
    [
      'for (int i = 0; i < 3; i++) { if (i == 1) continue; k += float(i); }',
      '{ var v_i: i32 = 0; loop { if (!((v_i < 3))) { break; } { if ((v_i == 1)) { continue; } v_k = (v_k + f32(v_i)); } continuing { v_i = (v_i + 1); } } }',
    ],
    ['while (k < 3.) k++;', 'loop { if (!((v_k < 3.0))) { break; } { v_k = (v_k + 1.0); } }'],
    ['do { k--; } while (k > 0.);', 'loop { { v_k = (v_k - 1.0); } continuing { break if (!((v_k > 0.0))); } }'],
    ['#define TAU 6.28\n#define sq(x) ((x)*(x))\n/* a */ k = sq(TAU); // b', 'v_k = (((6.28) * (6.28)));'],
    [
      'k = -k * -1.; bool b = !(k > 1.) && true;',
      'v_k = ((-v_k) * (-1.0)); var v_b: bool = ((!((v_k > 1.0))) && true);',
    ],
  ])('%s', (body, expected) => {
    expect(lines(body)).toBe(expected)
  })

  it('brings along what it calls', () => {
    const library = [
      'float twice(float x) { return x * 2.0; }\nfloat more(float x, vec2 y) { x += y.x; return twice(x); }',
    ]
    const { code, beside } = toWgsl({
      name: 'made',
      type: 'vec4',
      params: PARAMS,
      body: 'k = smoothstep(0., 1., more(k, _st)); return vec4(k);',
      library,
    })
    expect(code).toContain('v_k = glsl_smoothstep_float(0.0, 1.0, f_more(v_k, v__st));')
    expect(beside.map((part) => /^fn (\w+)/.exec(part)?.[1])).toEqual(['f_twice', 'f_more', 'glsl_smoothstep_float'])
  })

  it.each([
    ['return vec4(PI);', "'PI' is not known here"],
    ['return wobble(_c0);', 'there is no function wobble() for vec4'],
    ['return _c0.xyq;', 'a vec4 has no .xyq'],
    ['return _st.z;', 'a vec2 has no .z'],
    ['vec3 a = _st;', 'a vec2 stands where a vec3 is needed'],
    ['k[0] = 1.;', 'a float has no parts'],
    ['return vec4(1., 2.);', 'vec4() was given too little'],
    ['return vec4(_c0, 1.);', 'vec4() was given too much'],
    ['return vec4();', 'vec4() was given nothing'],
    ['mat2 m = mat2(1., 2., 3.);', 'mat2() was given 3 numbers'],
    ['mat3 m = mat3(_st, _st, _c0, k);', 'mat3() was given numbers and vectors'],
    ['return pow(_c0);', 'pow() takes 2 numbers and was given 1'],
    ['k = 1. + k++ * 2.;', "'(1.0 + v_k)' cannot be set"],
    ['k = 1. + ++k;', '++ stands inside an expression; give it a line of its own'],
    ['time + 1. = 2.;', "'(v_time + 1.0)' cannot be set"],
    ['k = 1.', "';' is missing before 'the end'"],
    ['switch (1) {}', "'switch' is not known here"],
    ['float = 1.;', "a name is missing before '='"],
    ['mat2 m = mat2(1.) - 1.;', "'-' is not known between a mat2 and a float"],
    ['return _c0 @ 2;', "'@' is not known here"],
    ['#ifdef X\nk = 1.;\n#endif', '#ifdef is not known here'],
    ['#define a b\n#define b a\nk = a;', '#define a names itself'],
    ['#define f(x) x\nk = f(1.;', 'a bracket is not closed'],
    ['sampler3D s;', "'sampler3D' is not known here"],
    ['return twice(1., 2.);', 'twice() takes 1 values and was given 2'],
  ])('%s is refused', (body, text) => {
    expect(() => said(body, ['float twice(float x) { return x * 2.0; }'])).toThrow(text)
  })
})
