import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report, ReportClass } from "../../src/analysis/report.ts";
import { evaluateFailOn, type FailOutcome, parseFailOn } from "../../src/cli/fail-on.ts";
import { UserError } from "../../src/errors.ts";
import { analyzed, compared, empty } from "../report/sample-reports.ts";

/** The published case with two classes; see `sample-reports.ts` for the counts. */
function withClasses(): Report {
  const router: ReportClass = {
    id: "iot-router",
    denials: 1_086,
    share: 0.04344,
    baselineDenials: 735,
    baselineShare: 735 / 22_600,
    points: (0.04344 - 735 / 22_600) * 100,
    ratio: 1_086 / 735,
  };
  const other: ReportClass = { ...router, id: "iot-other", denials: 5, share: 0.0002, baselineDenials: 0, ratio: null };
  return { ...compared(), classes: [router, other] };
}

function outcome(expression: string, report: Report = withClasses()): FailOutcome {
  const [only] = evaluateFailOn(report, parseFailOn([expression], report.baseline !== null));
  if (only === undefined) throw new TypeError("no condition came out");
  return only;
}

describe("a condition", () => {
  // Of 25,000 denials 7,300 are telnet (29.2 %), 9,500 IoT (38.0 %), 2,200 IoT without telnet (8.8 %); before of
  // 22,600 10,871 telnet, so telnet changed by 29.2 − 48.10177 = −18.90177 points.
  test.each([
    ["iot.share>0.4", false, "iot.share > 0.4: does not hold, it is 0.38"],
    ["iot.share>0.37", true, "iot.share > 0.37: holds, it is 0.38"],
    ["iot.share>37%", true, "iot.share > 37%: holds, it is 38%"],
    ["iot.share>38%", false, "iot.share > 38%: does not hold, it is 38%"],
    ["iot.share>=38%", true, "iot.share >= 38%: holds, it is 38%"],
    ["telnet.share==29.2%", true, "telnet.share == 29.2%: holds, it is 29.2%"],
    ["telnet.share != .292", false, "telnet.share != .292: does not hold, it is 0.292"],
    [" IoT.Share  <=  1e-1 ", false, "iot.share <= 1e-1: does not hold, it is 0.38"],
    ["telnet.points<=-5", true, "telnet.points <= -5: holds, it is -18.9018"],
    ["telnet.points>=+5", false, "telnet.points >= +5: does not hold, it is -18.9018"],
    ["iot.ratio<1", true, "iot.ratio < 1: holds, it is 0.725967"],
    ["telnet.baselineshare>0.48", true, "telnet.baselineShare > 0.48: holds, it is 0.481018"],
    ["iot.portsInTop<16", false, "iot.portsInTop < 16: does not hold, it is 16"],
    ["iot.portsInTop==16", true, "iot.portsInTop == 16: holds, it is 16"],
    ["iot-router.denials>1000", true, "iot-router.denials > 1000: holds, it is 1,086"],
    ["iot-router.denials>1086", false, "iot-router.denials > 1086: does not hold, it is 1,086"],
    ["iot-other.denials<3000", true, "iot-other.denials < 3000: holds, it is 2,200"],
    ["class:iot-other.denials<3000", true, "class:iot-other.denials < 3000: holds, it is 5"],
    ["CLASS:iot-router.denials<3000", true, "iot-router.denials < 3000: holds, it is 1,086"],
    ["totals.denials>1e6", false, "totals.denials > 1e6: does not hold, it is 25,000"],
    ["totals.sources>6203", true, "totals.sources > 6203: holds, it is 6,204"],
    ["totals.baselineDenials==22600", true, "totals.baselineDenials == 22600: holds, it is 22,600"],
    ["totals.ratio>1.1", true, "totals.ratio > 1.1: holds, it is 1.10619"],
    ["totals.assumed>0", false, "totals.assumed > 0: does not hold, it is 0"],
    ["port:23/tcp.share>0.2", true, "port:23/tcp.share > 0.2: holds, it is 0.292"],
    ["port:23/6.rank==1", true, "port:23/tcp.rank == 1: holds, it is 1"],
    ["port:7547/tcp.ratio<1", true, "port:7547/tcp.ratio < 1: holds, it is 0.527891"],
    ["port:5060/udp.points<1", true, "port:5060/udp.points < 1: holds, it is -0.211858"],
    ["port:5060/tcp.denials==0", true, "port:5060/tcp.denials == 0: holds, it is 0"],
  ])("%j: %s", (expression, holds, line) => {
    expect(outcome(expression)).toMatchObject({ holds, line, reason: null });
  });

  test.each([
    ["class:iot-other.ratio>1", "the baseline has no such denial"],
    ["class:iot-other.ratio!=1", "the baseline has no such denial"],
    ["voip.share<1", "the report has no class voip"],
    ["totals.packets>0", "not every denial logs its packets"],
    ["port:9000/tcp.ratio>1", "the baseline has no such denial"],
    ["port:9000/tcp.baselineRank>0", "the baseline has no such denial"],
    ["port:9/tcp.rank>0", "the period has no denial to 9/tcp, so the report does not list it"],
    ["port:9/tcp.points<1", "the period has no denial to 9/tcp, so the report does not list it"],
  ])("%j cannot be told", (expression, reason) => {
    expect(outcome(expression)).toMatchObject({ holds: false, value: null, reason });
    expect(outcome(expression).line).toMatch(`: could not be told because ${reason}`);
  });

  test("on a port below a full list cannot be told, not even that it has none", () => {
    const report = withClasses();
    const full = { ...report, provenance: { ...report.provenance, top: report.ports.length } };
    const reason = "9/tcp is not among the 17 busiest ports";
    expect(outcome("port:9/tcp.denials<1", full)).toMatchObject({ holds: false, value: null, reason });
  });

  test.each([
    ["iot.share<0.5", { holds: false, reason: "the period has no denial" }],
    ["port:23/tcp.share<0.5", { holds: false, reason: "the period has no denial" }],
    ["iot.denials<1", { holds: true, value: 0 }],
    ["totals.denials==0", { holds: true, value: 0 }],
  ])("%j on a period without denials", (expression, wanted) => {
    expect(outcome(expression, empty())).toMatchObject(wanted);
  });

  test("on a baseline without denials has neither its share nor points", () => {
    const report = withClasses();
    const bare = { ...report, totals: { ...report.totals, baselineDenials: 0 } };
    const reasons = ["iot.points>1", "iot.baselineShare<1", "totals.ratio>1"].map((text) => outcome(text, bare).reason);
    expect(reasons).toEqual([
      "the baseline has no denial",
      "the baseline has no denial",
      "the baseline has no such denial",
    ]);
    expect(outcome("iot.share>0", bare).holds).toBe(true);
  });

  test("read for a comparison and held against a single period cannot be told", () => {
    const outcomes = evaluateFailOn(analyzed(), parseFailOn(["iot.ratio<1", "totals.denials>0"], true));
    expect(outcomes.map(({ holds, reason }) => [holds, reason])).toEqual([
      [false, "there is no baseline"],
      [true, null],
    ]);
  });

  test("shows as many digits as it takes to see why", () => {
    const [group, ...rest] = withClasses().groups.filter(({ id }) => id === "iot");
    if (group === undefined) throw new TypeError("the sample has no iot");
    const near = { ...withClasses(), groups: [{ ...group, share: 0.400000001 }, ...rest] };
    expect(outcome("iot.share>0.4", near).line).toBe("iot.share > 0.4: holds, it is 0.400000001");
    expect(outcome("iot.share>40%", near).line).toBe("iot.share > 40%: holds, it is 40.0000001%");
    expect(outcome("iot.share>0.39", near).line).toBe("iot.share > 0.39: holds, it is 0.4");
  });
});

test.each([
  ["0.7%", 0.007],
  ["29.2%", 0.292],
  ["1e1%", 0.1],
  ["100%", 1],
  [".5", 0.5],
  ["1.", 1],
])("a share of %s is exactly %d", (text, value) => {
  expect(parseFailOn([`iot.share>${text}`], false)).toMatchObject([{ value, isPercent: text.endsWith("%") }]);
});

test("conditions come out in their order", () => {
  const texts = ["totals.denials>1", "iot.share>1", "telnet.share>0"];
  const outcomes = evaluateFailOn(compared(), parseFailOn(texts, true));
  expect(outcomes.map(({ holds }) => holds)).toEqual([true, false, true]);
  expect(parseFailOn([], false)).toEqual([]);
});

describe("a fault", () => {
  test.each([
    ["iot.share", "compares with nothing", "in quotation marks, because > means something to the shell"],
    ["", "compares with nothing", "write ID.FIGURE"],
    ["iot.share=0.4", '"=" is no comparison', "did you mean ==?"],
    ["iot.share=>0.4", '"=>" is no comparison', "did you mean >=?"],
    ["iot.share!0.4", '"!" is no comparison', "use >, >=, <, <=, == or !="],
    ["iott.share>0.4", '"iott" is no id', "did you mean iot or iot-other?"],
    [">0.4", '"" is no id', "ids are telnet, iot, iot-other"],
    ["printers.share>0.4", '"printers" is no id', "ids are telnet, iot, iot-other"],
    ["camera.share>0.4", '"camera" is no id', "did you mean iot-camera-dvr?"],
    ["class:iot.share>0.4", '"iot" is no class', "did you mean iot-router or iot-camera-dvr?"],
    ["class:totals.share>0.4", '"totals" is no class', "fwtrend targets lists the classes"],
    ["constructor.share>0.4", '"constructor" is no id', "ids are"],
    ["iot>0.4", "names no figure", "iot has share, denials, points, ratio"],
    ["port:23/tcp>0.4", "names no figure", "write it as in port:23/tcp.share"],
    ["iot.shar>0.4", '"shar" is no figure of iot', "did you mean share?"],
    ["iot.sources>4", '"sources" is no figure of iot', "iot has share, denials"],
    ["totals.share>0.4", '"share" is no figure of totals', "totals has denials, sources"],
    ["iot-router.portsInTop>4", '"portsInTop" is no figure of iot-router', "iot-router has share"],
    ["port:23.share>0.4", '"23" is no port with its protocol', "port:23/tcp.share"],
    ["port:65536/tcp.share>0.4", '"65536/tcp" is no port with its protocol', "port:23/tcp.share"],
    ["port:23/tpc.share>0.4", '"tpc" is no protocol', "did you mean tcp?"],
    ["port:23/256.share>0.4", '"256" is no protocol', "a number from 0 to 255"],
    ["iot.share>", '"" is no number', "40% for a share"],
    ["iot.share>0,4", '"0,4" is no number', "40% for a share"],
    ["iot.share>0x1", '"0x1" is no number', "40% for a share"],
    ["iot.share>NaN", '"NaN" is no number', "40% for a share"],
    ["iot.denials>Infinity", '"Infinity" is no number', "1e6"],
    ["iot.denials>1e999", '"1e999" is too large a number', "smaller"],
    [`iot.denials>${"1".repeat(31)}`, `"${"1".repeat(31)}" is no number`, "1e6"],
    ["iot.share>40", "a share is a number from 0 to 1", "0.4 or 40%"],
    ["iot.share>140%", "a share is a number from 0 to 1", "0.4 or 40%"],
    ["iot.share>-0.1", "a share is a number from 0 to 1", "0.4 or 40%"],
    ["iot.points>5%", "points is not told in percent", "only shares may be in percent"],
    ["\u001b[2J\u202e.share>0.4", '"[2J" is no id', "ids are"],
  ])("%j: says what and what to do", (expression, what, hint) => {
    const fault = faultOf([expression], true);
    expect(fault?.message).toMatch(/^--fail-on "/);
    expect(fault?.message).toContain(what);
    expect(fault?.message).not.toMatch(/\p{Cc}|\u202e/u);
    expect(fault?.hint).toContain(hint);
    expect(fault?.exitCode).toBe(2);
  });

  test.each(["points", "ratio", "baselineShare", "baselineDenials"])("a baseline is needed for %s", (figure) => {
    expect(faultOf([`iot.${figure}>0.5`], true)).toBeNull();
    expect(faultOf(["totals.denials>1", `iot.${figure}>0.5`], false)?.message).toBe(
      `--fail-on "iot.${figure}>0.5": ${figure} needs a baseline, and there is none`,
    );
  });

  test("any text is a condition that can be evaluated, or a UserError", () => {
    const part = fc.constantFrom(
      ..."iot,iot-router,class:,port:,23/tcp,totals,.,share,denials,points,sources,>,<=,==,!=,=,0.4,40%,1e6,-, ,\u001b,/".split(
        ",",
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
    );
    const sound = fc
      .tuple(
        fc.constantFrom("iot", "telnet", "iot-router", "class:other", "port:23/tcp", "port:1/udp"),
        fc.constantFrom("share", "denials", "points", "ratio", "baselineShare"),
        fc.constantFrom(">", ">=", "<", "<=", "==", "!="),
        fc.double({ min: 0, max: 1, noNaN: true }),
      )
      .map(([id, figure, sign, value]) => `${id}.${figure}${sign}${value.toPrecision(5)}`);
    const report = withClasses();
    fc.assert(
      fc.property(fc.oneof(text, sound), (expression) => {
        if (faultOf([expression], true) !== null) return;
        const { line, value, holds } = outcome(expression, report);
        expect(line).toMatch(/^[ -~]+$/);
        if (value === null) expect(holds).toBe(false);
        else expect(Number.isFinite(value)).toBe(true);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});

/** What reading throws; anything but a UserError fails the test. */
function faultOf(expressions: readonly string[], isCompared: boolean): UserError | null {
  try {
    parseFailOn(expressions, isCompared);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
