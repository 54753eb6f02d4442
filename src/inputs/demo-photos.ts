// The photographs of the built-in film: who made them, and how the camera travels over each.
import type { Unit01 } from '../core/units'

/** What part of a photo fills the picture. */
export interface Framing {
  /** The middle, from the left and from the top of the photo. It is pushed inside where the frame would leave the photo. */
  readonly x: Unit01
  readonly y: Unit01
  /** 1: as much of the photo as fits; 2: half of that. */
  readonly zoom: number
}

export interface Photo {
  readonly file: string
  readonly title: string
  readonly author: string
  /** As in public/demo/CREDITS.csv. */
  readonly licence: string
  readonly from: Framing
  readonly to: Framing
}

const NASA = 'public domain'
const CC0 = 'CC0-1.0'
const BY = 'CC-BY-4.0'

/** Faces and things close by, in turn with wide country. */
export const PHOTOS: readonly Photo[] = [
  {
    file: 'astronaut.jpg',
    title: 'Eileen Collins',
    author: 'NASA',
    licence: NASA,
    from: { x: 0.5, y: 0.29, zoom: 1 },
    to: { x: 0.42, y: 0.25, zoom: 1.4 },
  },
  {
    file: 'picosdeeuropa.jpg',
    title: 'Picos de Europa',
    author: 'Aitzol Berasategi',
    licence: BY,
    from: { x: 0.2, y: 0.62, zoom: 1.3 },
    to: { x: 0.62, y: 0.36, zoom: 1.15 },
  },
  {
    file: 'chelsea.jpg',
    title: 'Chelsea the cat',
    author: 'Stefan van der Walt',
    licence: CC0,
    from: { x: 0.55, y: 0.45, zoom: 1.35 },
    to: { x: 0.5, y: 0.5, zoom: 1 },
  },
  {
    file: 'sunset.jpg',
    title: 'Sunset',
    author: 'Aitzol Berasategi',
    licence: BY,
    from: { x: 0.7, y: 0.6, zoom: 1.3 },
    to: { x: 0.4, y: 0.42, zoom: 1.05 },
  },
  {
    file: 'friends.jpg',
    title: 'Friends',
    author: 'Aitzol Berasategi',
    licence: BY,
    from: { x: 0.5, y: 0.62, zoom: 1 },
    to: { x: 0.48, y: 0.4, zoom: 1.3 },
  },
  {
    file: 'life.jpg',
    title: 'Life',
    author: 'Aitzol Berasategi',
    licence: BY,
    from: { x: 0.5, y: 0.8, zoom: 1.35 },
    to: { x: 0.5, y: 0.35, zoom: 1.1 },
  },
  {
    file: 'coffee.jpg',
    title: 'Pikolo espresso',
    author: 'Rachel Michetti',
    licence: CC0,
    from: { x: 0.3, y: 0.6, zoom: 1.2 },
    to: { x: 0.5, y: 0.4, zoom: 1.1 },
  },
  {
    file: 'rocket.jpg',
    title: 'Falcon 9 launch with DSCOVR',
    author: 'SpaceX',
    licence: CC0,
    from: { x: 0.5, y: 0.85, zoom: 1.4 },
    to: { x: 0.5, y: 0.45, zoom: 1 },
  },
  {
    file: 'seeding.jpg',
    title: 'Seeding',
    author: 'Clemens Engelhardt',
    licence: CC0,
    from: { x: 0.7, y: 0.6, zoom: 1.25 },
    to: { x: 0.28, y: 0.42, zoom: 1.3 },
  },
  {
    file: 'umang.jpg',
    title: 'Umang',
    author: 'Abhishek Mudgal',
    licence: BY,
    from: { x: 0.3, y: 0.7, zoom: 1.4 },
    to: { x: 0.65, y: 0.45, zoom: 1.1 },
  },
]
