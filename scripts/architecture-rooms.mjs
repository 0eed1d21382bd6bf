import { arrowsOf, circlesOf } from './imports.mjs';

/**
 * Rooms that import each other are one place; every other room is a place by itself.
 * @typedef {{ id: string, rooms: string[] }} Place
 * @typedef {{ places: Place[], arrows: { from: string, to: string }[] }} Plan
 */

/** Folders of the library whose own folders are rooms, with import rules of their own. */
const divided = ['lib/runtime'];

/**
 * The room that a file lives in.
 * @param {string} path from the root of the project
 * @returns {string | null} null for what every room may use (files of `lib` itself) and for tests and scripts, which may use every room
 */
export function roomOf(path) {
  const [house = '', ...folders] = path.split('/').slice(0, -1);
  if (house === 'app' || house === 'cli' || house === 'content') return house;
  const [room, part] = folders;
  if ((house !== 'lib' && house !== 'components') || room === undefined) return null;
  const name = `${house}/${room}`;
  return part !== undefined && divided.includes(name) ? `${name}/${part}` : name;
}

/** @template Key, Value @param {Map<Key, Set<Value>>} map @param {Key} key @returns {Set<Value>} */
const setAt = (map, key) => {
  const found = map.get(key) ?? new Set();
  map.set(key, found);
  return found;
};

/**
 * Rooms and who imports whom, without the arrows that follow from others: where a imports b and b imports c, that a
 * imports c too is not told.
 * @param {readonly { from: string, to: string }[]} imports between files
 * @returns {Plan} in the order of their names
 */
export function planOf(imports) {
  /** @type {Map<string, Set<string>>} */
  const between = new Map();
  for (const { from, to } of imports) {
    const [importer, imported] = [roomOf(from), roomOf(to)];
    for (const room of [importer, imported]) if (room !== null) setAt(between, room);
    if (importer !== null && imported !== null && importer !== imported) setAt(between, importer).add(imported);
  }
  const arrows = [...between].flatMap(([from, targets]) => [...targets].map((to) => ({ from, to, specifier: to })));
  /** @type {Map<string, Place>} */
  const placeOf = new Map();
  for (const rooms of circlesOf(arrows)) for (const room of rooms) placeOf.set(room, { id: rooms.join(' '), rooms });
  for (const room of between.keys()) if (!placeOf.has(room)) placeOf.set(room, { id: room, rooms: [room] });
  const idOf = (/** @type {string} */ room) => placeOf.get(room)?.id ?? room;

  /** @type {Map<string, Set<string>>} */
  const direct = new Map();
  for (const room of between.keys()) setAt(direct, idOf(room));
  for (const { from, to } of arrows) if (idOf(from) !== idOf(to)) setAt(direct, idOf(from)).add(idOf(to));
  /** @type {Map<string, Set<string>>} */
  const reached = new Map();
  /** @param {string} id @returns {Set<string>} */
  const reachedFrom = (id) => {
    const known = reached.get(id);
    if (known) return known;
    const all = setAt(reached, id);
    for (const to of setAt(direct, id)) for (const one of [to, ...reachedFrom(to)]) all.add(one);
    return all;
  };
  const told = [...direct].flatMap(([from, targets]) =>
    [...targets]
      .filter((to) => ![...targets].some((other) => other !== to && reachedFrom(other).has(to)))
      .map((to) => ({ from, to })),
  );
  const byName = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);
  const places = new Map([...placeOf.values()].map((place) => [place.id, place]));
  return {
    places: [...places.values()].sort((a, b) => byName(a.id, b.id)),
    arrows: told.sort((a, b) => byName(a.from, b.from) || byName(a.to, b.to)),
  };
}

/** The plan of this project as its files are. @param {string} root */
export const planOfProject = (root) => planOf(arrowsOf(root));
