import type { TargetClass } from "../../targets/target.ts";

const names: Record<TargetClass, string> = {
  telnet: "telnet",
  "iot-router": "ルーター",
  "iot-camera-dvr": "カメラ・録画機",
  "iot-android": "Android機器",
  "iot-other": "その他IoT",
  "ics-ot": "制御システム",
  "remote-admin": "遠隔管理",
  windows: "Windows",
  database: "データベース",
  web: "Web",
  "app-middleware": "ミドルウェア",
  mail: "メール",
  "file-share": "ファイル共有",
  "network-infra": "通信基盤",
  "udp-amplification": "UDP増幅攻撃",
  voip: "IP電話",
  "vpn-edge": "VPN装置",
  "cloud-container": "クラウド基盤",
  cryptomining: "暗号資産の採掘",
  "proxy-p2p": "プロキシ・P2P",
  other: "その他",
};

/** The classes of targets in Japanese, by their ids. */
export const classNames: ReadonlyMap<string, string> = new Map(Object.entries(names));
