// Geometry of links: rounded orthogonal paths, where they cross a box, and the direction they arrive in.

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Drops repeated points and the middle of three on one line. */
export function simplify(points: readonly Point[]): Point[] {
  const out: Point[] = [];
  for (const point of points) {
    const last = out.at(-1);
    if (last && Math.abs(last.x - point.x) < 0.01 && Math.abs(last.y - point.y) < 0.01) continue;
    const before = out.at(-2);
    if (last && before && onLine(before, last, point)) out[out.length - 1] = point;
    else out.push(point);
  }
  return out;
}

function onLine(a: Point, b: Point, c: Point): boolean {
  return (a.x === b.x && b.x === c.x) || (a.y === b.y && b.y === c.y);
}

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** An SVG path through the points with corners of the given radius, shrunk where a run is too short for it. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const first = points[0];
  if (!first) return '';
  let path = `M${number(first.x)} ${number(first.y)}`;
  for (let i = 1; i < points.length; i++) {
    const corner = points[i]!;
    const next = points[i + 1];
    if (!next) {
      path += `L${number(corner.x)} ${number(corner.y)}`;
      continue;
    }
    const before = points[i - 1]!;
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, next) / 2);
    const enter = towards(corner, before, r);
    const leave = towards(corner, next, r);
    path += `L${number(enter.x)} ${number(enter.y)}Q${number(corner.x)} ${number(corner.y)} ${number(leave.x)} ${number(leave.y)}`;
  }
  return path;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  return length === 0
    ? from
    : { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

/** The polyline without its last `by` px, so that a head can stand there. */
export function shortened(points: readonly Point[], by: number): Point[] {
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last || !before) return [...points];
  return [...points.slice(0, -1), towards(last, before, Math.min(by, distance(last, before)))];
}

/** Angle in degrees in which the polyline arrives at its end: 0 = to the right, 90 = down. */
export function arrivalAngle(points: readonly Point[]): number {
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last || !before) return 0;
  return (Math.atan2(last.y - before.y, last.x - before.x) * 180) / Math.PI;
}

const inside = (point: Point, box: Rect): boolean =>
  point.x >= box.x - 0.5 &&
  point.x <= box.x + box.width + 0.5 &&
  point.y >= box.y - 0.5 &&
  point.y <= box.y + box.height + 0.5;

/** Takes out steps of at most 4 px next to either end by sliding that end along its side. */
export function straightened(points: readonly Point[]): Point[] {
  const fromEnd = smallStepOut([...points].toReversed());
  return smallStepOut(fromEnd.toReversed());
}

function smallStepOut(points: readonly Point[]): Point[] {
  const [a, b, c, d] = points;
  if (!a || !b || !c || !d || distance(b, c) > 4) return [...points];
  const slid = a.y === b.y ? { x: a.x, y: c.y } : { x: c.x, y: a.y };
  return simplify([slid, c, ...points.slice(3)]);
}

/** Splits a polyline that starts inside a box where it leaves it: the part inside (the lead) and the part outside. */
export function splitAtBox(points: readonly Point[], box: Rect): { lead: Point[]; rest: Point[] } {
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!;
    const b = points[i]!;
    if (inside(a, box) && !inside(b, box)) {
      const crossing = {
        x: Math.min(Math.max(b.x, box.x), box.x + box.width),
        y: Math.min(Math.max(b.y, box.y), box.y + box.height),
      };
      return { lead: simplify([...points.slice(0, i), crossing]), rest: simplify([crossing, ...points.slice(i)]) };
    }
  }
  return { lead: [], rest: [...points] };
}

/** A plain orthogonal way between two rectangles, for parts that were placed by hand. */
export function elbow(from: Rect, to: Rect): Point[] {
  const a = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  const b = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
  const gapX = Math.max(to.x - (from.x + from.width), from.x - (to.x + to.width));
  const gapY = Math.max(to.y - (from.y + from.height), from.y - (to.y + to.height));
  if (gapX >= gapY) {
    const right = b.x >= a.x;
    const start = { x: right ? from.x + from.width : from.x, y: a.y };
    const end = { x: right ? to.x : to.x + to.width, y: b.y };
    const middle = (start.x + end.x) / 2;
    return simplify([start, { x: middle, y: start.y }, { x: middle, y: end.y }, end]);
  }
  const down = b.y >= a.y;
  const start = { x: a.x, y: down ? from.y + from.height : from.y };
  const end = { x: b.x, y: down ? to.y : to.y + to.height };
  const middle = (start.y + end.y) / 2;
  return simplify([start, { x: start.x, y: middle }, { x: end.x, y: middle }, end]);
}
