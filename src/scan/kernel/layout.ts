/**
 * What the kernel and its host agree on: places in memory, in bytes, and numbers of steps. AssemblyScript and
 * TypeScript both read this file, so it holds constants only.
 */

/** Masks of 0 to 16 bytes. */
export const MASKS = 4096;
/** For each of the 81 ways to write four octets with one to three digits, from 1 on: where each digit goes. */
export const OCTETS = 8192;
/** By how many digits a number has: where each goes, so that the last is the eighth. */
export const NUMBERS = 9504;
/** Bytes of words: by the lower half of a byte, a bit for each upper half that makes a byte of a word of it. */
export const WORD_BYTES = 9824;
/** For each upper half of a byte, its bit. */
export const UPPER_HALVES = 9840;

/** Addresses of shapes, in the order in which they are tried. */
export const ORDER = 9984;
export const MOST_SHAPES = 64;

/** So many lines are read at once. */
export const MOST_LINES = 32;
/** Where each of the lines at hand begins, and behind the last one the line that follows. */
export const LINE_STARTS = 10_240;
/** The shape of each, 0 while it has none. */
export const LINE_SHAPES = 10_496;
/** Of those that may have the shape that is tried: how far they were read, 0 where one has another shape. */
export const CURSORS = 10_624;
/** The records that they are read into. */
export const PLACES = 10_752;
/** The records of the lines at hand. */
export const LINE_RECORDS = 10_880;

// The plan, by which shapes are tried: see `assembly/plan.ts`.
/** Their addresses, in its order. */
export const PLAN_SHAPES = 11_904;
/** How many bytes into a shape lines are read on from; before it, its steps are those of the shape before it. */
export const PLAN_STEPS = 12_160;
/** The level that those lines are kept on; 0 for all lines. */
export const PLAN_LEVELS = 12_416;
/** The highest level that the shape keeps lines on. */
export const PLAN_TOPS = 12_672;
/** How many lines are kept on each level. */
export const LEVEL_COUNTS = 12_928;

export const SHAPES = 16_384;
export const SHAPE_BYTES = 8192;

// Parts of a shape.
/** 1 where the line ends with the last step. */
export const SHAPE_ENDS_LINE = 0;
/** 1 where each line is a denial; of others only their number is told. */
export const SHAPE_DENIES = 4;
/** The number that the records carry. */
export const SHAPE_ID = 8;
/** How many lines had the shape. */
export const SHAPE_HITS = 12;
/** Seconds that are added to the time of day or the epoch number, as a 64-bit float. */
export const SHAPE_BASE = 16;
/** The number of the device; −1 while it has none: then each line makes a record. */
export const SHAPE_DEVICE = 24;
/** The packed port of lines without one, or of port 0: the port of the line is added. */
export const SHAPE_PACKED = 28;
/** Which IPv4 addresses lines have: {@link HAS_SOURCE} and {@link HAS_DESTINATION}. */
export const SHAPE_ADDRESSES = 32;
export const HAS_SOURCE = 1;
export const HAS_DESTINATION = 2;
/** 1 where the verdict was taken from a default. */
export const SHAPE_ASSUMED = 36;
/** How many bytes its lines have at least. */
export const SHAPE_LEAST = 40;
/** Which registers its lines have: see `READS_…`. */
export const SHAPE_READS = 44;
export const READS_TIME = 1;
export const READS_COUNT = 2;
export const READS_PACKETS = 4;
/** One of them is read twice, so that what another shape's steps wrote would not do for its own. */
export const READS_TWICE = 8;
/** Which of the port registers its lines have, as a mask over them. */
export const SHAPE_PORTS = 48;
/** How many lines were given the shape since the plan was made. */
export const SHAPE_RECENT = 52;
/** 1 where each line is no decision: only their number is told. */
export const SHAPE_SKIPS = 56;
/** A hash of the first step: those of shapes that begin alike are equal. Set by the plan, 0 before. */
export const SHAPE_BEGINNING = 60;
/** 1 while lines are kept before one of its steps. */
export const SHAPE_KEEPS = 64;
export const SHAPE_STEPS = 68;

// A step: how long the text before its value is, and all of that but the last sixteen bytes and fewer; the mask of
// those; what the value is, an argument, on which level lines are kept before it, 0 for none, and the text.
export const STEP_LENGTH = 0;
export const STEP_HEAD = 4;
export const STEP_MASK = 8;
export const STEP_KIND = 12;
export const STEP_ARGUMENT = 16;
export const STEP_LEVEL = 20;
export const STEP_TEXT = 24;

/** The shape is over. */
export const END = 0;
/** A number that is passed over. */
export const DIGITS = 1;
/** A word that is passed over. */
export const WORD = 2;
export const SOURCE_ADDRESS = 3;
export const DESTINATION_ADDRESS = 4;
export const SOURCE_PORT_NUMBER = 5;
export const DESTINATION_PORT_NUMBER = 6;
export const COUNT_NUMBER = 7;
export const PACKETS_NUMBER = 8;
/** Blanks, then digits and dots. */
export const UPTIME = 9;
/** `hh:mm:ss`, which dates the event. */
export const CLOCK = 10;
/** `hh:mm:ss` of a stamp that does not count. */
export const OTHER_CLOCK = 11;
/** Seconds since 1970, perhaps with digits of decimals behind; the argument is the number of digits. */
export const EPOCH_NUMBER = 12;

export const RECORDS = 540_672;
export const MOST_RECORDS = 512;
/** The number of the record that a single line is read into, behind the others. */
export const SINGLE_RECORD = 512;

/** The lines that are kept on a level, from level 1 on: where each was read up to, and its record. */
export const LEVELS = 560_128;
export const LEVEL_BYTES = 256;

// Parts of a record.
/** Seconds since 1970 UTC, −1 unknown, as a 64-bit float. */
export const RECORD_TIME = 0;
export const RECORD_SOURCE = 8;
export const RECORD_DESTINATION = 12;
/** The destination port in the lower, the source port in the upper half; which of them there are, the shape tells. */
export const RECORD_PORTS = 16;
export const RECORD_SHAPE = 20;
/** Set in the shape's number where the line looks like an answer. */
export const REFLECTED_MARK = 0x100;
export const RECORD_COUNT = 24;
/** −1 where none are logged. */
export const RECORD_PACKETS = 28;
export const RECORD_BYTES = 32;

/** By the places of the first four of sixteen bytes that are no digits, a bit for each: the way, 0 for no address. */
export const WAYS = 606_208;

/** The cells of the day that is counted, one behind the other: see `CELL_…`. */
export const CELLS = 671_744;
export const MOST_CELLS = 65_536;
/** Where each of them is, by its hash: see `INDEX_…`. */
export const CELL_INDEX = 2_244_608;
/** The contacts of the day, one behind the other: see `CONTACT_…`. */
export const CONTACTS = 2_768_896;
export const MOST_CONTACTS = 65_536;
export const CONTACT_INDEX = 4_341_760;

// Places of an index, four bytes each: the number of an entry, from 1 on, below the upper bits of its hash; 0 is free.
export const FEWEST_PLACES = 1024;
export const MOST_PLACES = 131_072;
export const INDEX_NUMBER = 0x1_ffff;

// Parts of an entry of either table.
export const CELL_DENIALS = 0;
export const CELL_PACKETS = 8;
export const CELL_PACKED = 16;
export const CELL_DEVICE = 20;
export const CONTACT_DENIALS = 0;
export const CONTACT_SOURCE = 8;
export const CONTACT_DESTINATION = 12;
export const CONTACT_PACKED = 16;
export const SLOT_BYTES = 24;
/** Set in a contact's packed port where its source is one of our own. */
export const OWN_MARK = 0x2000_0000;

/** For each first octet of an IPv4 address, what network it is of: see `NETWORK_…`. */
export const FIRST_OCTETS = 5_219_392;
/** The same for each upper half of an address. */
export const NETWORKS = 4_866_048;
/** Networks smaller than that, in order: first and last address, kind. */
export const NETWORK_RANGES = 4_931_584;
export const NETWORK_RANGE_BYTES = 12;
export const MOST_NETWORK_RANGES = 1024;

// Kinds of networks.
export const NETWORK_OTHER = 0;
export const NETWORK_OWN = 1;
export const NETWORK_MULTICAST = 2;
/** Of several: a smaller part of the address tells, at last the ranges. */
export const NETWORK_MIXED = 3;

/** Denials of the day by scope, as 64-bit floats: see `SCOPE_…`. */
export const SCOPES = 4_943_872;
export const SCOPE_INBOUND = 0;
export const SCOPE_OUTBOUND = 1;
export const SCOPE_INTERNAL = 2;
export const SCOPE_MULTICAST = 3;
export const SCOPE_UNKNOWN = 4;
export const SCOPE_COUNT = 5;

/** For each device, in each quarter of an hour that the day touches: decisions, and denials among them. */
export const ACTIVITY = 4_943_936;
export const MOST_DEVICES = 256;
export const DAY_QUARTERS = 100;
export const QUARTER_BYTES = 8;
export const QUARTER_SEC = 900;

// For each device, what its stamps were in this log, as 64-bit floats: −1 when there was none.
export const FIRST_TIMES = 5_148_736;
export const LAST_TIMES = 5_150_784;
/** How often each device's clock was set back by more than {@link SET_BACK_SEC}. */
export const CLOCK_JUMPS = 5_152_832;
export const SET_BACK_SEC = 3600;

/** Cells of the day in the bytes that a log keeps of them: see `writeCells`. */
export const CELL_TEXT = 5_153_856;
export const CELL_TEXT_BYTES = 65_536;
/** A cell takes no more of them. */
export const LONGEST_CELL = 40;

/** Bytes before the block of lines may be read, but never count. */
export const BLOCK = 5_219_712;

/** A longer line is no log line: it is counted and passed over. Its line break does not count. */
export const LONGEST_LINE = 65_536;

/** Services that answer have lower ports, those who ask have these or higher ones. */
export const FIRST_ASKING_PORT = 1024;

// Why the kernel stopped.
/** The line has none of the shapes. */
export const STOP_UNKNOWN = 0;
/** No whole line is left. */
export const STOP_END = 1;
/** The table of records is full, or one of the day's tables. */
export const STOP_FULL = 2;
