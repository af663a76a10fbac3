// Reads cases as JSON {policies, boundary, cases: [{action, resource, context}]}, has IAM's rules decide each, and prints
// the decisions as a JSON list: Allowed, ImplicitlyDenied, ExplicitlyDenied, or what is wrong with the case.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(process.argv[2] + '/')
const { runSimulation } = await import(pathToFileURL(require.resolve('@cloud-copilot/iam-simulate')))
const { account, policies, boundary, cases } = JSON.parse(readFileSync(0, 'utf8'))
const named = (name, list) => list.map((policy, i) => ({ name: `${name}-${i}`, policy }))

// A key must let its account's policies count, as every key here does; an alias has no policy of its own.
const ownAccount = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }]
}

const decisions = []
for (const { action, resource, context } of cases) {
  const response = await runSimulation({
    request: {
      action,
      principal: `arn:aws:iam::${account}:role/simulated`,
      resource: { resource, accountId: account },
      contextVariables: context
    },
    identityPolicies: named('policy', policies),
    permissionBoundaryPolicies: boundary && named('boundary', boundary),
    resourcePolicy: resource.startsWith('arn:aws:kms:') ? ownAccount : undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: []
  }, {})
  decisions.push(response.resultType === 'error' ? `error: ${JSON.stringify(response.errors)}` : response.overallResult)
}
console.log(JSON.stringify(decisions))
