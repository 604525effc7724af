// Lines and words of a chart's upright axis that runs from 0 to 100 %.
interface AxisProps {
  readonly left: number;
  readonly right: number;
  readonly y: (part: number) => number;
}

export function ShareAxis({ left, right, y }: AxisProps) {
  return [0, 0.5, 1].map((part) => (
    <g key={part}>
      <path className="axis-line" d={`M${left} ${y(part)}H${right}`} />
      <text className="axis-word" x={left - 5} y={y(part) + 3.5} textAnchor="end">
        {part * 100} %
      </text>
    </g>
  ));
}
