import { Alert, Button } from 'antd';
import type { BureauPreview } from '../../api/types.ts';

/** Names of one role that are shown; the rest are counted. */
const NAMES_SHOWN = 3;

interface CheckStepProps {
  seen: BureauPreview;
  busy: boolean;
  back: () => void;
  confirm: () => void;
}

/** The last look: the tree as it will stand, and who fills which role under which rule. */
export function CheckStep({ seen, busy, back, confirm }: CheckStepProps) {
  const { pack, tree, roles } = seen;
  const accounts = tree.reduce((sum, one) => sum + one.accounts, 0);
  return (
    <div className="bureau-check">
      <h2>
        机构（{tree.length} 个，{pack.name}，政策版本 {pack.version}）
      </h2>
      <ul className="bureau-tree">
        {tree.map(({ key, depth, name, levelName, accounts: count }) => (
          <li key={key} style={{ paddingLeft: `${depth * 16 + 8}px` }}>
            <span>{name}</span>
            <span className="hint">{levelName}</span>
            {count > 0 && <span className="hint">账号 {count} 个</span>}
          </li>
        ))}
      </ul>
      <h2>各角色由谁承担</h2>
      <p className="hint">按机构树和政策推定，与发起采购周期时所用的相同；政策没有规定的，按默认值。</p>
      <ul className="bureau-roles">
        {roles.map(({ title, organisations, instead, reason }, at) => (
          // One role may be named by several rules; the list stands still.
          <li key={at}>
            <span className="bureau-role">{title}</span>
            <span>{instead ?? named(organisations)}</span>
            <span className="hint">{reason.inWords}</span>
          </li>
        ))}
      </ul>
      <Alert
        type="warning"
        showIcon
        title={`确认后：设立 ${tree.length} 个机构，开立 ${accounts} 个账号`}
        description={
          accounts > 100 ? '设立后机构和政策不能在这里修改。账号较多，生成密码需要十几秒，请不要离开。' : '设立后机构和政策不能在这里修改。'
        }
      />
      <div className="form-buttons">
        <Button type="primary" loading={busy} onClick={confirm}>
          确认设立
        </Button>
        <Button disabled={busy} onClick={back}>
          上一步
        </Button>
      </div>
    </div>
  );
}

function named(organisations: readonly string[]): string {
  const shown = organisations.slice(0, NAMES_SHOWN).join('、');
  return organisations.length > NAMES_SHOWN ? `${shown}等 ${organisations.length} 个` : shown;
}
