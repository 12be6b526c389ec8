/** The invented places of one jurisdiction of the demonstration; no real bureau, town or agency is meant. */
export interface Places {
  pack: string;
  /** Whose days off count. */
  region: string;
  /** The level whose organisations purchase: counties, or in some systems each town for itself. */
  purchaser: 'county' | 'town';
  province: string;
  city: string;
  /** What stands after the name of a county; where the county government purchases, that. */
  countyOffice: string;
  counties: { name: string; towns: string[] }[];
  contractors: string[];
  evaluator: string;
  /** Given name of everybody there: nobody can take them for real persons. */
  givenName: string;
}

/** What most jurisdictions have in common. */
const ORDINARY = { region: 'CN', purchaser: 'county', countyOffice: '民政局' } as const;

/** Nine jurisdictions, one for each pack under which purchases run. */
export const PLACES: readonly Places[] = [
  {
    ...ORDINARY,
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
    ...ORDINARY,
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
    ...ORDINARY,
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
  {
    ...ORDINARY,
    pack: 'nm',
    province: '内蒙古自治区（演示）',
    city: '云川市',
    counties: [
      { name: '青草旗', towns: ['北滩苏木', '柳林沟镇', '沙泉镇'] },
      { name: '云畔旗', towns: ['云畔镇', '长梁苏木'] },
    ],
    contractors: ['云川市牧歌社会工作服务中心', '青草旗同心社会工作服务中心', '远丘社会服务有限公司'],
    evaluator: '云川市方圆评估中心',
    givenName: '演示',
  },
  {
    ...ORDINARY,
    pack: 'ja',
    province: '四川省（演示）',
    city: '竹江市',
    counties: [
      { name: '江安县（演示）', towns: ['竹溪镇', '石塔镇', '南渡镇'] },
      { name: '禾川县', towns: ['禾川镇', '金井镇'] },
    ],
    contractors: ['竹江市邻家社会工作服务中心', '江安县（演示）青禾社会工作服务中心', '西坡社会服务有限公司'],
    evaluator: '竹江市正衡第三方评估中心',
    givenName: '示例',
  },
  {
    ...ORDINARY,
    pack: 'yz',
    region: 'CN-64',
    province: '宁夏回族自治区（演示）',
    city: '塬安市',
    counties: [
      { name: '原桥区', towns: ['南塬镇', '河东街道', '清泉乡'] },
      { name: '塬北县', towns: ['塬北镇', '沙坪镇'] },
    ],
    contractors: ['塬安市春雨社会工作服务中心', '原桥区和睦社会工作服务中心', '高台社会服务有限公司'],
    evaluator: '塬安市明镜第三方评估中心',
    givenName: '样例',
  },
  {
    ...ORDINARY,
    pack: 'sx',
    province: '陕西省（演示）',
    city: '秦桥市',
    counties: [
      { name: '渭岭县', towns: ['柏树镇', '川口镇', '城东街道'] },
      { name: '槐川县', towns: ['槐川镇', '杏坪镇'] },
    ],
    contractors: ['秦桥市暖途社会工作服务中心', '渭岭县同舟社会工作服务中心', '南峪社会服务有限公司'],
    evaluator: '秦桥市公允评估中心',
    givenName: '演示',
  },
  {
    ...ORDINARY,
    pack: 'zl',
    province: '河北省（演示）',
    city: '桑岭市',
    countyOffice: '人民政府（县民政局）',
    counties: [
      { name: '涿谷县', towns: ['矾溪镇', '谷河镇', '榆沟乡'] },
      { name: '栾河县', towns: ['栾河镇', '双桥乡'] },
    ],
    contractors: ['桑岭市晨光社会工作服务中心', '涿谷县守望社会工作服务中心', '北塬社会服务有限公司'],
    evaluator: '桑岭市中正评估事务所',
    givenName: '示例',
  },
  {
    ...ORDINARY,
    pack: 'sm',
    purchaser: 'town',
    province: '陕西省（演示）',
    city: '榆桥市',
    counties: [
      { name: '神木市（演示）', towns: ['红柳镇', '高坪镇', '滨河街道'] },
      { name: '沙川县', towns: ['沙川镇', '秃梁镇'] },
    ],
    contractors: ['榆桥市驼铃社会工作服务中心', '神木市（演示）春晖社会工作服务中心', '大漠社会服务有限公司'],
    evaluator: '榆桥市尺度评估中心',
    givenName: '样例',
  },
];
