import { HASHED_CACHE, HASHED_FOLDER, PAGE_CACHE, securityHeaders } from '../policy.ts'
import type { Site } from '../site.ts'
import { part } from './part.ts'
import { boundPolicy, comment, headLines, indent, MISSING_PAGE, type Recipe } from './recipe.ts'

/** CloudFront's quota unless AWS raises it: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const LONGEST_POLICY = 1_783

/** The headers that CloudFront adds to responses; a header that has a field of its own in CloudFront must be in that field. */
function headersPolicy(name: string, site: Site, cache: string | null): string {
  boundPolicy(site, LONGEST_POLICY, 'CloudFront')
  const { audience } = site
  const { 'Content-Security-Policy': policy, 'Permissions-Policy': permissions, 'Referrer-Policy': referrer } = Object.fromEntries(securityHeaders(audience))
  const cacheHeader = cache === null ? '' : `          ${part('page-cache', `- Header: Cache-Control\n            Override: true\n            Value: "${cache}"`)}\n`
  return `${name}:
  Type: AWS::CloudFront::ResponseHeadersPolicy
  Properties:
    ResponseHeadersPolicyConfig:
      Name: !Sub \${AWS::StackName}-${name}
      SecurityHeadersConfig:
        ContentSecurityPolicy:
          Override: true
          ${part('policy', `ContentSecurityPolicy: "${policy}"`)}
        ${part('nosniff', `ContentTypeOptions:
          Override: true`)}
        ReferrerPolicy:
          Override: true
          ReferrerPolicy: ${referrer}
        # a promise for the whole host and a year: only when everything on it is https
        # StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, Override: true }
      CustomHeadersConfig:
        Items:
          - Header: Permissions-Policy
            Override: true
            Value: "${permissions}"
${cacheHeader}`
}

/** Runs at CloudFront's edge, in JavaScript of 2009 with a few additions. If the app is in a folder, the root of the host redirects to it. */
export function openedByPost({ path }: Site): string {
  return `function handler(event) {
  var request = event.request
  var names = Object.keys(request.querystring)
  var query = names.map(function (name) { return name + '=' + request.querystring[name].value }).join('&')
  function goTo(address, statusCode, statusDescription) {
    var location = { value: address + (query ? '?' + query : '') }
    return { statusCode: statusCode, statusDescription: statusDescription, headers: { 'location': location, 'cache-control': { value: 'no-store' } } }
  }
${path === '/' ? '' : `  if (request.uri === '/') return goTo('${path}', 308, 'Permanent Redirect')\n`}  var isPage = request.uri === '${path}' || request.uri === '${path}index.html'
  if (isPage && request.method === 'POST') return goTo(request.uri, 303, 'See Other')
  if (request.uri === '${path}') request.uri = '${path}index.html'
  return request
}`
}

export const aws: Recipe = site => ({
  'template.yaml': `${comment(headLines(
    site,
    'AWS: a private S3 bucket behind CloudFront, as one CloudFormation stack.',
    'aws cloudformation deploy --stack-name chatside --template-file template.yaml',
    'then, with the BUCKET that is among the stack\'s outputs, the hashed files first and the page last:',
    part('hashed-cache', `aws s3 sync dist/${HASHED_FOLDER} s3://BUCKET${site.path}${HASHED_FOLDER} --cache-control "${HASHED_CACHE}"`),
    `aws s3 cp 404.html s3://BUCKET${site.path}404.html`,
    `aws s3 sync dist s3://BUCKET${site.path} --exclude "${HASHED_FOLDER}*"`,
    'A name of your own is added in Distribution: Aliases and ViewerCertificate, with a certificate from us-east-1.',
  ))}

AWSTemplateFormatVersion: "2010-09-09"
Description: Chatside, a folder of static files that Bitrix24 opens by POST

Resources:
  Files:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: AES256
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true

  FilesPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: cloudfront.amazonaws.com
            Action: s3:GetObject
            Resource: !Sub \${Files.Arn}/*
            Condition:
              StringEquals:
                AWS:SourceArn: !Sub arn:\${AWS::Partition}:cloudfront::\${AWS::AccountId}:distribution/\${Distribution}

  Access:
    Type: AWS::CloudFront::OriginAccessControl
    Properties:
      OriginAccessControlConfig:
        Name: !Sub \${AWS::StackName}-files
        OriginAccessControlOriginType: s3
        SigningBehavior: always
        SigningProtocol: sigv4

  # CloudFront lets no function change a method, so POST is sent to the same address again, by GET. The query goes with it, and the
  # body holds nothing that the portal does not also say inside the page.
  OpenedByPost:
    Type: AWS::CloudFront::Function
    Properties:
      Name: !Sub \${AWS::StackName}-opened-by-post
      AutoPublish: true
      FunctionConfig:
        Comment: Portals open the page by POST
        Runtime: cloudfront-js-2.0
      FunctionCode: |
${indent(openedByPost(site), '        ')}

${indent([headersPolicy('PageHeaders', site, PAGE_CACHE), headersPolicy('HashedHeaders', site, null)].join('\n'), '  ')}
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        HttpVersion: http2and3
        # the root of the host is never the bucket's own, which is a list of what is in it
        DefaultRootObject: ${site.path.slice(1)}index.html
        # the bucket says 403 of a missing file to whom it does not let list its files, and nobody has to
        CustomErrorResponses:
          - ErrorCode: 403
            ResponseCode: 404
            ResponsePagePath: ${site.path}404.html
            ErrorCachingMinTTL: 0
        Origins:
          - Id: files
            DomainName: !GetAtt Files.RegionalDomainName
            OriginAccessControlId: !GetAtt Access.Id
            S3OriginConfig: {}
        DefaultCacheBehavior:
          TargetOriginId: files
          ViewerProtocolPolicy: redirect-to-https
          # CloudFront has no smaller set with POST in it; the bucket's policy lets it read and nothing else
          AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]
          CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad # Managed-CachingDisabled
          ResponseHeadersPolicyId: !Ref PageHeaders
          FunctionAssociations:
            ${part('opened-by-post', `- EventType: viewer-request
              FunctionARN: !GetAtt OpenedByPost.FunctionARN`)}
        # how long they are kept comes with the files: here it would be said of a missing one, too, and keep it missing for a year
        CacheBehaviors:
          - PathPattern: ${site.path.slice(1)}${HASHED_FOLDER}*
            TargetOriginId: files
            ViewerProtocolPolicy: redirect-to-https
            ${part('compression', 'Compress: true')}
            CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6 # Managed-CachingOptimized
            ResponseHeadersPolicyId: !Ref HashedHeaders

Outputs:
  Bucket:
    Value: !Ref Files
  Address:
    Value: !Sub https://\${Distribution.DomainName}${site.path}
`,
  '404.html': MISSING_PAGE,
})
