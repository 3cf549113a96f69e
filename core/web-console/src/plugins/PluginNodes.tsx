import { Alert, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Plugin } from '../api/model';
import { formatInstant } from '../shared/dates';

/** Where a version of the plugin did not start. */
export function PluginNodes({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation();
  const version = (hash: string | null | undefined) => plugin.versions?.find((one) => one.hash === hash)?.version;
  return (
    <>
      {(plugin.nodes ?? [])
        .filter((node) => node.there && node.message)
        .map((node) => (
          <p key={`${node.node}${node.hash}`} className="page-hint" data-testid="plugin-node-failed">
            <Tag color="red">{t('plugins.nodeFailed', { node: node.node, version: version(node.hash) })}</Tag>{' '}
            {node.message}
          </p>
        ))}
    </>
  );
}

/** The nodes that were there a day ago and are no more. */
export function GoneNodes({ plugins }: { plugins: Plugin[] }) {
  const { t } = useTranslation();
  const gone = new Map(
    plugins
      .flatMap((plugin) => plugin.nodes ?? [])
      .filter((node) => !node.there)
      .map((node) => [node.node, node.lastSeen]),
  );
  return (
    <>
      {[...gone].map(([node, seen]) => (
        <Alert
          key={node}
          type="warning"
          showIcon
          title={t('plugins.nodeGone', { node, at: formatInstant(seen) })}
          data-testid="node-gone"
        />
      ))}
    </>
  );
}
