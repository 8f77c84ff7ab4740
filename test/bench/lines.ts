/** A generator of one format's lines; `i` counts them. */
export interface BenchKind {
  id: string;
  /** Line `i` of a year of denials, without its line break. */
  line(i: number, total: number): string;
  /** A first line that names columns, where the format has one. */
  head?: string;
}

const busy = [23, 23, 23, 2323, 80, 445, 22, 3389, 52869, 8291, 9000, 5555, 7547, 37215, 81, 8080, 1433, 3306, 6379];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const firstSecond = Date.UTC(2017, 3, 1) / 1000;

let state = 2463534242;
function below(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

function address(): string {
  return `${1 + below(222)}.${below(256)}.${below(256)}.${1 + below(253)}`;
}

interface Facts {
  date: Date;
  iso: string;
  epoch: number;
  src: string;
  dst: string;
  spt: number;
  dpt: number;
}

function facts(i: number, total: number): Facts {
  const epoch = firstSecond + Math.floor((i * 31_536_000) / total);
  const date = new Date(epoch * 1000);
  const dpt = below(5) === 0 ? 1 + below(65_535) : busy[below(busy.length)]!;
  return {
    date,
    iso: date.toISOString().slice(0, 19),
    epoch,
    src: address(),
    dst: `203.0.113.${below(256)}`,
    spt: 1024 + below(64_000),
    dpt,
  };
}

function bsd({ date, iso }: Facts): string {
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${iso.slice(11)}`;
}

function kind(id: string, write: (f: Facts, i: number) => string, head?: string): BenchKind {
  return { id, line: (i, total) => write(facts(i, total), i), ...(head === undefined ? {} : { head }) };
}

/** One generator for each format, sorted by id. */
export const benchKinds: readonly BenchKind[] = [
  kind("aws-vpc-flow", (f) => `2 123456789010 eni-0a1b2c3d4e5f60718 ${f.src} ${f.dst} ${f.spt} ${f.dpt} 6 1 40 ${f.epoch} ${f.epoch + 60} REJECT OK`),
  kind("aws-vpc-flow-json", (f) => `{"version":2,"account_id":"123456789010","interface_id":"eni-0a1b2c3d4e5f60718","srcaddr":"${f.src}","dstaddr":"${f.dst}","srcport":${f.spt},"dstport":${f.dpt},"protocol":6,"packets":1,"bytes":40,"start":${f.epoch},"end":${f.epoch + 60},"action":"REJECT","log_status":"OK"}`),
  kind("cisco-asa", (f) => `${bsd(f).slice(0, 6)} ${f.iso.slice(0, 4)} ${f.iso.slice(11)} asa01 : %ASA-4-106023: Deny tcp src outside:${f.src}/${f.spt} dst inside:${f.dst}/${f.dpt} by access-group "outside_in" [0x0, 0x0]`),
  kind("csv-headers", (f) => `${f.iso.replace("T", " ")},edge-1,${f.src},TCP,${f.spt},${f.dst},${f.dpt},deny`, "datetime,host,src,proto,spt,dst,dpt,action"),
  kind("filterlog", (f) => `<134>1 ${f.iso}+00:00 fw.example filterlog 72237 - - 146,,,1535324496,igb1.12,match,block,in,4,0x0,,63,${below(65_536)},0,DF,6,tcp,60,${f.src},${f.dst},${f.spt},${f.dpt},0,S,${below(1e9)},,64240,,mss`),
  kind("fortinet-fortigate", (f) => `<189>date=${f.iso.slice(0, 10)} time=${f.iso.slice(11)} devname="FGT-1" devid="FG100D0000000000" logid="0000000013" type="traffic" subtype="forward" level="notice" vd="root" eventtime=${f.epoch} srcip=${f.src} srcport=${f.spt} srcintf="wan1" srcintfrole="wan" dstip=${f.dst} dstport=${f.dpt} dstintf="internal" dstintfrole="lan" sessionid=${below(1e9)} proto=6 action="deny" policyid=0 policytype="policy" service="tcp/${f.dpt}" dstcountry="Japan" srccountry="Reserved" trandisp="noop" duration=0 sentbyte=0 rcvdbyte=0 sentpkt=0 appcat="unscanned" crscore=30 craction=131072 crlevel="high"`),
  kind("linux-netfilter", (f, i) => `${bsd(f)} fw01 kernel: [${(i * 0.01).toFixed(6).padStart(12)}] IPT-DENY: IN=eth0 OUT= MAC=00:16:3e:5e:6c:00:00:16:3e:11:22:33:08:00 SRC=${f.src} DST=${f.dst} LEN=40 TOS=0x00 PREC=0x00 TTL=${40 + below(20)} ID=${below(65_536)} PROTO=TCP SPT=${f.spt} DPT=${f.dpt} WINDOW=${below(65_536)} RES=0x00 SYN URGP=0`),
  kind("paloalto-panos", (f) => { const t = f.iso.replace("T", " ").replaceAll("-", "/"); return `1,${t},001606001116,TRAFFIC,drop,1,${t},${f.src},${f.dst},0.0.0.0,0.0.0.0,deny-all,,,not-applicable,vsys1,untrust,trust,ethernet1/1,,syslog-fwd,${t},0,1,${f.spt},${f.dpt},0,0,0x0,tcp,deny,60,60,0,1,${t},0,any,0,${below(1e9)},0x0,Reserved,Japan,0,1,0,policy-deny,0,0,0,0,,PA-EDGE,from-policy`; }),
  kind("suricata-eve", (f) => `{"timestamp":"${f.iso}.000000+0000","flow_id":${below(1e9)},"in_iface":"eth0","event_type":"drop","src_ip":"${f.src}","src_port":${f.spt},"dest_ip":"${f.dst}","dest_port":${f.dpt},"proto":"TCP","drop":{"len":40,"tos":0,"ttl":51,"ipid":0,"tcpseq":${below(1e9)},"tcpack":0,"tcpwin":1024,"syn":true,"ack":false,"psh":false,"rst":false,"urg":false,"fin":false,"tcpres":0,"tcpurgp":0}}`),
  kind("windows-firewall", (f) => `${f.iso.replace("T", " ")} DROP TCP ${f.src} ${f.dst} ${f.spt} ${f.dpt} 52 S ${below(1e9)} 0 65535 - - - RECEIVE`, "#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path"),
]; // prettier-ignore
