/** The invented places of one jurisdiction of the demonstration; no real bureau, town or agency is meant. */
export interface Places {
  pack: string;
  province: string;
  city: string;
  counties: { name: string; towns: string[] }[];
  contractors: string[];
  evaluator: string;
  /** Given name of everybody there: nobody can take them for real persons. */
  givenName: string;
}

/** Three jurisdictions, one for each pack of the demonstration. */
export const PLACES: readonly Places[] = [
  {
    pack: 'hn',
    province: '河南省（演示）',
    city: '清渡市',
    counties: [
      { name: '柳岸县', towns: ['石桥镇', '白杨镇', '望河乡'] },
      { name: '桑洲县', towns: ['东圃镇', '南塘镇'] },
    ],
    contractors: ['清渡市同行社会工作服务中心', '柳岸县微光社会工作服务中心', '远岸社会服务发展中心'],
    evaluator: '清渡市衡准社会组织评估中心',
    givenName: '演示',
  },
  {
    pack: 'lf',
    province: '山西省（演示）',
    city: '临汾市（演示）',
    counties: [
      { name: '槐荫县', towns: ['古槐镇', '河湾镇', '青坡乡'] },
      { name: '岚溪区', towns: ['岚溪街道', '南岭镇'] },
    ],
    contractors: ['临汾安禾社会工作服务中心', '槐荫县邻里社会工作服务中心', '北川社会服务有限公司'],
    evaluator: '临汾明度评估事务所',
    givenName: '示例',
  },
  {
    pack: 'gz',
    province: '贵州省（演示）',
    city: '黔岭市',
    counties: [
      { name: '桐坪县', towns: ['新桐街道', '竹园街道', '云脚镇'] },
      { name: '杉溪县', towns: ['杉溪街道', '平寨镇'] },
    ],
    contractors: ['黔岭市山桥社会工作服务中心', '桐坪县暖阳社会工作服务中心', '长滩社会服务中心'],
    evaluator: '黔岭市公衡第三方评估中心',
    givenName: '样例',
  },
];
