/** What `topolith --help` prints. */

const HELP = `topolith: what a design costs in latency, failure and money, variant by variant.

  topolith analyse FILE [--variant ID]... [--scenario ID] [--at peak|average] [--exceeds MS] [--explain PATH] [--json]
  topolith compare FILE [--variant A --variant B ...] [--scenario ID] [--at peak|average] [--exceeds MS] [--json]
  topolith export FILE --format svg|md|csv|json [--variant ID]... [--scenario ID] [--at peak|average] [--out FILE]
  topolith help [COMMAND]
  topolith --version

FILE is a .topolith project. It is only read, never written.
Exit codes: 0 fine, 1 findings or a broken budget (check), 2 bad input, 3 a fault of topolith.
`;

const OF: Readonly<Record<string, string>> = {
  analyse: `topolith analyse FILE [--variant ID]... [--scenario ID] [--at peak|average] [--exceeds MS] [--explain PATH] [--json]

Latency, load, cost, faults, staleness and findings of each variant, as tables.

  --variant ID    only this variant; may be given several times
  --scenario ID   under this scenario of the file
  --at WHICH      load and latency at peak (the default) or at average rates
  --exceeds MS    also which share of the answers takes longer than this
  --explain PATH  how one figure comes about: formula, inputs, where each is from
  --json          everything, as one JSON object with stable keys

PATH is where the figure stands in the JSON: journeys.place.latencyMs.p99, cost.lines.LINE.quantity,
faults.deployable-down.payment.failedShare. What begins with variants.ID. is of that variant, anything else of all
that are analysed. The beginning of a path lists what lies below it, "list" lists everything.
`,
  compare: `topolith compare FILE [--variant A --variant B ...] [--scenario ID] [--at peak|average] [--exceeds MS] [--json]

Two to four variants side by side, with differences to the first and the better one in each row.
Without --variant: the first variants of the file, four at most.
A row has no better one when the difference is smaller than the error of rough figures.

  --exceeds MS    also which share of the answers takes longer than this
  --json          the comparison as one JSON object
`,
  export: `topolith export FILE --format svg|md|csv|json [--variant ID]... [--scenario ID] [--at peak|average] [--out FILE]

  --format svg    the drawing of one variant (the first, or --variant)
  --format md     a report with the comparison, for a decision record or a pull request
  --format csv    every figure, one a line
  --format json   the analysis, as analyse --json prints it
  --out FILE      write there, whole or not at all; without it, print
`,
};

export const helpText = (of: string | null): string => (of !== null && Object.hasOwn(OF, of) ? OF[of]! : HELP);
