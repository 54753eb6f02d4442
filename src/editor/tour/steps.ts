// The tour's steps: what is told, what can be tried, and by what deed a step is passed.
import type { Act } from './event'

export interface Step {
  readonly title: string
  /** `…` is code; {code-block} is the key of that id as the performer has it, {camera|C} one of the stage. */
  readonly words: string
  /** What "Put it in" writes. */
  readonly example?: string
  /** Where in the example the cursor is put: before the first of these. */
  readonly cursor?: string
  /** Said when it is passed. */
  readonly well: string
  /** True once what was done since the step began is enough. */
  done(acts: readonly Act[]): boolean
}

export const STEPS: readonly Step[] = [
  {
    title: 'A line of light',
    words:
      'Code is the instrument, and you play it while it runs. Write this line, or put it in with {code-tour-put}; then play it with {code-block}.',
    example: 'osc(20, 0.1, 1).out()',
    well: 'Stripes of light. Whatever comes next, they go on until something else plays.',
    done: plays(/\bosc\(/),
  },
  {
    title: 'Turn a number',
    words:
      'Put the cursor into the 20 and press {code-more} a few times: the picture follows at once. Dragging a number and the wheel do the same; {code-more-fine} takes small steps.',
    example: 'osc(20, 0.1, 1).out()',
    cursor: '20',
    well: 'That is most of playing live: numbers under your hand.',
    done: (acts) => did(acts, 'turn'),
  },
  {
    title: 'Colour',
    words:
      'A dot hangs one more link on the chain. `color` weighs red, green and blue. Play it; {code-colour} picks the colour.',
    example: 'osc(20, 0.1, 1)\n  .color(1, 0.5, 0.2)\n  .out()',
    cursor: '1, 0.5',
    well: 'Light goes through the chain from left to right, link by link.',
    done: plays(/\.(color|hue|saturate|colorama|palette|shift|invert|posterize)\(/),
  },
  {
    title: 'Fold it',
    words:
      '`kaleid` mirrors one slice round the middle, `rotate` turns it; its second number goes on turning. Play it, then turn the 6.',
    example: 'osc(20, 0.1, 1)\n  .color(1, 0.5, 0.2)\n  .kaleid(6)\n  .rotate(0, 0.1)\n  .out()',
    cursor: '6)',
    well: 'The order counts: put rotate before kaleid and see.',
    done: plays(/\.(kaleid|kaleidoscope|modulateKaleid)\(/),
  },
  {
    title: 'One chain bends another',
    words:
      'A chain can stand inside another. `modulate` pushes the picture about by the light of the chain in its brackets: here by soft clouds.',
    example: 'osc(20, 0.1, 1)\n  .kaleid(6)\n  .modulate(noise(3), 0.2)\n  .out()',
    cursor: '0.2',
    well: 'Everything that begins with modulate bends; add, mult, blend, diff, layer and mask lay two chains together.',
    done: plays(/\.modulate\w*\(/),
  },
  {
    title: 'Numbers that move',
    words:
      'Where a number goes, a list goes too: one value a beat, and `.smooth()` glides between them. Or a small function, asked with every frame: `() => time`.',
    example: 'osc([10, 40, 20].smooth(), 0.1, 1)\n  .rotate(() => time * 0.3)\n  .out()',
    cursor: '10',
    well: '`bpm = 90` makes lists step faster.',
    done: plays(/[(,]\s*\[|=>/),
  },
  {
    title: 'Feedback',
    words:
      '`prev()` is the last frame. Show it a little larger, turned and tinted, with something new laid on it, and the picture begins to grow out of itself.',
    example:
      'prev()\n  .scale(1.02)\n  .rotate(0.02)\n  .hue(0.01)\n  .layer(shape(5, 0.15).luma().color(1, 0.4, 0.2))\n  .out()',
    cursor: '1.02',
    well: '`src(o0)` is the same of output o0; there are four, o0 to o3.',
    done: plays(/\bprev\(|\bsrc\(\s*o[0-3]\b/),
  },
  {
    title: 'Sound',
    words:
      '`audio.bass` is a number that the music turns; so are level, mid, treble, onset and beat. The built-in music plays until you choose; {microphone|M} on the stage is your microphone.',
    example: 'osc(20, 0.1, 1)\n  .kaleid(6)\n  .scale(() => 1 + audio.bass())\n  .out()',
    cursor: '1 +',
    well: '`audio.bass.plus(1)` says the same in fewer signs.',
    done: plays(/\baudio\s*\.\s*\w|\ba\s*\.\s*(fft|vol)\b/),
  },
  {
    title: 'The camera',
    words:
      '`camera()` is what comes in: a built-in film, until you press {camera|C} on the stage. It is a source as any other.',
    example: 'camera()\n  .modulate(noise(3), 0.05)\n  .saturate(1.5)\n  .out()',
    cursor: '0.05',
    well: 'Films, pictures, words and screens come in too: `video()`, `image()`, `text()`, `s0.initScreen()`.',
    done: plays(/\bcamera\(|\bpicture\b|\.init(Cam|Video|Image|Screen)?\(/),
  },
  {
    title: 'A painter',
    words:
      "`style` has the picture painted by a small network, again and again. What stands behind it goes on at the stage's own pace. Its first painting takes a moment.",
    example: "camera()\n  .style('great-wave')\n  .kaleid(4)\n  .out()",
    cursor: '.kaleid',
    well: 'Delete the name in the quotes and press {code-complete}: these are the painters there are.',
    done: plays(/\.style\(|\bpainting\b/),
  },
  {
    title: 'A mistake does no harm',
    words:
      'Play this one, with its slip of the finger: what is wrong is told under its line, and the picture plays on. Then {code-good} brings back the last code that played.',
    example: 'osc(20, 0.1, 1)\n  .kaleidd(6)\n  .out()',
    cursor: 'dd',
    well: 'So try anything. Earlier versions are under {code-versions}; nothing you write is lost.',
    done: (acts) => {
      const failed = acts.findIndex((act) => act.did === 'fail')
      return failed >= 0 && did(acts.slice(failed), 'good')
    },
  },
  {
    title: 'Hush, keep, share',
    words:
      '{code-hush} empties the stage. {code-save} saves the code as a file, and {code-link} copies a link that carries it, with nothing sent anywhere. Hush, then make a link.',
    example: 'osc(20, 0.1, 1).kaleid(6).out()',
    well: 'Who opens the link sees your code first, and plays it when they like.',
    done: (acts) => did(acts, 'hush') && (did(acts, 'link') || did(acts, 'save')),
  },
]

/** The card after the last step. */
export const END: Pick<Step, 'title' | 'words'> = {
  title: 'That is all you need',
  words:
    'With the cursor in any word, {code-what} tells what it does; {code-complete} says what could stand there; {code-keys} has every key. {code-pieces} opens a gallery of pieces to take apart. {code-tour} brings back what was here before.',
}

function did(acts: readonly Act[], what: Act['did']): boolean {
  return acts.some((act) => act.did === what)
}

/** Passed when code played in which that is found, outside of words in quotes and comments. */
function plays(what: RegExp): Step['done'] {
  return (acts) => acts.some((act) => (act.did === 'play' || act.did === 'turn') && what.test(bare(act.code)))
}

/** `code` without its comments and without what is in quotes. */
function bare(code: string): string {
  return code.replace(/(["'`])(?:\\[^]|(?!\1)[^\\])*\1|\/\*[^]*?\*\/|\/\/[^\n]*/g, (found) =>
    found.startsWith('/') ? ' ' : "''",
  )
}
